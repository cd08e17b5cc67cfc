using System.Text.Json;
using SchemaSdk.Downloads;
using SchemaSdk.Ledgers;
using SchemaSdk.Ledgers.Storage;
using SchemaSdk.Services;

namespace SchemaSdk.Client;

/// <summary>Downloads the files of a result: the addresses in it from which the client may download.</summary>
internal sealed class ResultDownloads(FileDownload downloads) : IResultFiles
{
    public async Task<IReadOnlyList<string>> SaveAsync(ReadOnlyMemory<byte> output, string folder, CancellationToken cancellationToken)
    {
        var addresses = Find(output.Span);
        if (addresses.Count == 0)
        {
            return [];
        }

        folder = Path.GetFullPath(folder);
        var paths = new List<string>(addresses.Count);
        try
        {
            foreach (var address in addresses)
            {
                paths.Add(await downloads.ToFolderAsync(ModelFile.FromUrl(address), folder, progress: null, cancellationToken)
                    .ConfigureAwait(false));
            }

            FlushNames(folder);
            return paths;
        }
        catch
        {
            // Goes on as it is. Whoever tries again downloads all of them, and these would stay beside those for ever.
            paths.ForEach(File.Delete);
            throw;
        }
    }

    // A file is durable once its name is, and those of all folders above it.
    private static void FlushNames(string folder)
    {
        try
        {
            new LedgerFolder(folder).Flush();
        }
        catch (IOException exception)
        {
            throw new ModelDownloadException(
                $"The files of a result were downloaded to '{folder}', and their names could not be made durable: {exception.Message}",
                exception);
        }
    }

    // An echo of an input may name any host: what the service gives lies on its own.
    private List<string> Find(ReadOnlySpan<byte> output)
    {
        var found = new List<string>();
        var reader = new Utf8JsonReader(output, ServiceBody.AnyDepth);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("http"u8)
                && ModelFile.TryRead(ref reader)?.Url is { } text
                && Uri.TryCreate(text, UriKind.Absolute, out var address) && downloads.MayFetch(address)
                && !found.Contains(text))
            {
                found.Add(text);
            }
        }

        return found;
    }
}
