using System.Net.Mime;
using System.Text;
using SchemaSdk.Client;
using SchemaSdk.Client.Errors;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Outputs;

/// <summary>Converts the files of a result to contents of Microsoft.Extensions.AI.</summary>
internal static class FileContents
{
    private const int HeadBytes = 512;

    /// <summary>Returns the files of a result.</summary>
    /// <param name="client">The model's client.</param>
    /// <param name="finished">The result.</param>
    /// <param name="files">Returns the files of the output. If null, the files are those in the JSON of the output.</param>
    /// <param name="kind">
    /// The kind of files to take from the JSON, such as <c>image/</c>. Files of other kinds are left out, unless all files are of other
    /// kinds. A file of unknown kind is not left out.
    /// </param>
    /// <param name="download">True to download the files; false to return their addresses.</param>
    /// <param name="cancellationToken">Cancels the downloads.</param>
    /// <exception cref="ModelException">The output has no file.</exception>
    /// <exception cref="ModelDownloadException">A file cannot be downloaded.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled.</exception>
    internal static async Task<IReadOnlyList<AIContent>> OfAsync<TOutput>(
        ModelClient client,
        Finished<TOutput> finished,
        Func<TOutput, IEnumerable<ModelFile>>? files,
        string kind,
        bool download,
        CancellationToken cancellationToken)
    {
        var result = finished.Result;
        var found = files is null
            ? Wanted([.. OwnFiles(finished).Select(Typed)], kind)
            : [.. files(result.Output).Where(static file => file?.Url is not null)
                .Select(static file => Typed(new OutputFile(static () => "", file.Url!, OutputFile.TypeOf(file.Url!))))];
        if (files is null && download && found is [var first, ..] && MayLoad(client, first))
        {
            // An output lists its own files first. If the first is on an allowed host, files on other hosts are probably from the input.
            found = [.. found.Where(file => MayLoad(client, file))];
        }

        if (found.Count == 0)
        {
            throw new ModelException($"Request {result.RequestId} of {result.ModelId} succeeded, but its output has no file.")
            {
                ModelId = result.ModelId,
                RequestId = result.RequestId,
                Key = result.Key,
            };
        }

        var saved = ResultDownloads.PathsOf(Encoding.UTF8.GetBytes(finished.Json.GetRawText()), result.DownloadedFiles);
        var contents = new List<AIContent>();
        foreach (var file in found)
        {
            AIContent content = file.IsInline || download
                ? await LoadAsync(client, file, saved.GetValueOrDefault(file.Address), result, cancellationToken).ConfigureAwait(false)
                : new UriContent(AddressOf(file), file.MediaType);
            content.AdditionalProperties = JobProperties.Of(result);
            contents.Add(content);
        }

        return contents;
    }

    // A path such as /kite.png is refused, because on Unix, .NET would read it as the address of a local file.
    private static Uri AddressOf(OutputFile file) => ModelFile.FromUrl(file.Address).TryGetUri(out var address) ? address
        : throw new UriFormatException($"The address of the output's file is not absolute: '{ErrorText.Cut(file.Address)}'.");

    // A file of unknown type is often of the wanted kind, so it is included.
    private static IReadOnlyList<OutputFile> Wanted(IReadOnlyList<OutputFile> files, string kind) =>
        files.Where(file => file.MediaType is null
            || file.MediaType.StartsWith(kind, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } wanted
            ? wanted
            : files;

    // An output may repeat addresses from the input, for example in a prompt. These are not files of the result.
    private static IReadOnlyList<OutputFile> OwnFiles<TOutput>(Finished<TOutput> finished)
    {
        var all = OutputFile.Once(OutputFile.In(ShownJson.Of(finished.Json)));
        if (finished.Input is not { } input)
        {
            return all;
        }

        using var document = JsonDocument.Parse(input.ToUtf8(), ShownJson.AnyDepth);
        var given = OutputFile.In(document.RootElement).Select(static file => file.Address).ToHashSet(StringComparer.Ordinal);
        var own = all.Where(file => !given.Contains(file.Address)).ToList();
        return own.Count > 0 ? own : all;
    }

    // Some services declare images and audio as application/octet-stream. The address may show the type, as in kite.png.
    private static OutputFile Typed(OutputFile file) => file with
    {
        MediaType = Array.Find(
            [file.MediaType, OutputFile.TypeOf(file.Address)], static type => type is not (null or MediaTypeNames.Application.Octet)),
    };

    private static bool MayLoad(ModelClient client, OutputFile file) =>
        file.IsInline || client.Parts.Downloads.MayFetch(new Uri(file.Address));

    // saved: the path at which the ledger has saved the file; null if it is not saved.
    private static async Task<DataContent> LoadAsync<TOutput>(
        ModelClient client, OutputFile file, string? saved, ModelResult<TOutput> result, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await ReadAsync(saved, cancellationToken).ConfigureAwait(false)
                ?? await DownloadAsync(client, file, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelDownloadException exception)
        {
            // The job was paid for, so the caller needs its request id.
            throw new ModelDownloadException(
                $"{exception.Message} The file belongs to request {result.RequestId}, which succeeded.", exception)
            {
                ModelId = result.ModelId,
                RequestId = result.RequestId,
                Key = result.Key,
                IsGone = exception.IsGone,
                IsLocal = exception.IsLocal,
            };
        }
        catch (OperationCanceledException exception)
        {
            throw new ModelWaitCanceledException(
                $"Request {result.RequestId} succeeded, but a file download was cancelled.", exception, cancellationToken)
            {
                ModelId = result.ModelId,
                RequestId = result.RequestId,
                Key = result.Key,
            };
        }

        var known = file.MediaType ?? MediaSignatures.Recognize(bytes.AsSpan(0, Math.Min(bytes.Length, HeadBytes)))?[0];
        return new DataContent(bytes, known ?? MediaTypeNames.Application.Octet);
    }

    private static async Task<byte[]?> ReadAsync(string? saved, CancellationToken cancellationToken)
    {
        try
        {
            return saved is null ? null : await File.ReadAllBytesAsync(saved, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The saved file was moved, or cannot be read here, so it is downloaded from the service.
            return null;
        }
    }

    private static async Task<byte[]> DownloadAsync(ModelClient client, OutputFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var source = ModelFile.FromUrl(file.Address);
        await client.DownloadAsync(source, content, cancellationToken: cancellationToken).ConfigureAwait(false);
        return content.ToArray();
    }
}
