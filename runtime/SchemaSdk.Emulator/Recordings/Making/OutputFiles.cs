using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Files;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Reads the files of an output. Reads each address only once.</summary>
/// <param name="client">
/// Downloads the files in the same way as for an application: only from allowed hosts and without the token. Follows redirects.
/// </param>
/// <param name="known">Receives the hash of the file at each address.</param>
/// <param name="key">The key of the recording.</param>
/// <param name="mostBytes">The size up to which the content of a file is kept.</param>
internal sealed class OutputFiles(ModelClient client, KnownFiles known, string key, long mostBytes)
{
    private const int MostFiles = 1000;
    private const int MostExtension = 6;

    private readonly Dictionary<string, RecordedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>The files, in the order in which they occur in the output.</summary>
    public IReadOnlyList<RecordedFile> All => [.. _files.Values];

    /// <summary>The contents to write, by their hashes.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents => _contents;

    /// <summary>Returns the file that a string in the output links to or contains; null if the string does neither.</summary>
    public RecordedFile? Find(string text) => _files.GetValueOrDefault(text);

    /// <param name="output">The output.</param>
    /// <param name="limit">Ends the reading. The files that were not read by then are recorded without their contents.</param>
    public async Task ReadAsync(JsonElement output, CancellationToken limit)
    {
        foreach (var text in JsonRewriter.TextsIn(output).Distinct(StringComparer.Ordinal))
        {
            if (_files.Count == MostFiles)
            {
                break;
            }

            if (DataFile.Read(text) is { } data)
            {
                Add(text, data.MediaType, MediaTypes.ExtensionOf(data.MediaType), data.Content, isInline: true);
            }
            else if (Uri.TryCreate(text, UriKind.Absolute, out var address) && client.Parts.Downloads.MayFetch(address))
            {
                await ReadAsync(text, address, limit).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(string text, Uri address, CancellationToken limit)
    {
        var extension = Path.GetExtension(address.AbsolutePath).ToLowerInvariant();
        var (declared, named) = (DeclaredTypes.Next(), MediaTypes.OfName(extension) ?? MediaTypes.Anything);
        var file = new HashedFile(mostBytes);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                await client.DownloadAsync(ModelFile.FromUrl(text), file, progress: null, limit).ConfigureAwait(false);
                Add(text, declared.Value ?? named, extension, file.Hash, file.Length, file.Content, isInline: false);
                return;
            }
            catch (Exception exception)
                when (exception is ModelDownloadException { IsLocal: false }
                    || (exception is OperationCanceledException && limit.IsCancellationRequested))
            {
                // This file could not be downloaded. When the recording is played, a sample takes its place.
            }
        }

        Add(text, named, extension, hash: null, bytes: null, content: null, isInline: false);
    }

    private void Add(string text, string type, string? extension, byte[] content, bool isInline) => Add(
        text, type, extension, Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(), content.Length,
        content.Length <= mostBytes ? content : null, isInline);

    private void Add(string text, string type, string? extension, string? hash, long? bytes, byte[]? content, bool isInline)
    {
        var end = extension is { Length: > 1 and <= MostExtension } ? extension : MediaTypes.ExtensionOf(type) ?? "";
        var name = string.Create(CultureInfo.InvariantCulture, $"{_files.Count}{end}");
        var file = new RecordedFile(
            RecordedFile.IsName(name) ? name : _files.Count.ToString(CultureInfo.InvariantCulture),
            System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out _) ? type : MediaTypes.Anything,
            bytes,
            hash,
            isInline);
        _files[text] = file;
        if (hash is not null || known.HashOf(text) is null)
        {
            known.Add(text, KnownFiles.HashOf(file, key));
        }

        if (hash is not null && content is not null)
        {
            _contents[hash] = content;
        }
    }
}
