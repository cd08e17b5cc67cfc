using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SchemaSdk.Client.Settings;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Files;
using SchemaSdk.Services;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Reads the files of an output, once for each address.</summary>
/// <param name="http">Sends the requests, without a token.</param>
/// <param name="known">Learns the hash behind each address.</param>
/// <param name="mostBytes">The most bytes of a file that are kept.</param>
internal sealed class OutputFiles(HttpMessageInvoker http, KnownFiles known, long mostBytes)
{
    private const int ChunkBytes = 64 << 10;
    private const int MostFiles = 1000;
    private const int MostExtension = 6;
    private const long MostReadBytes = 1L << 30;

    private readonly Dictionary<string, RecordedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>The files, in the order in which the output has them.</summary>
    public IReadOnlyList<RecordedFile> All => [.. _files.Values];

    /// <summary>The contents to write, by their hashes.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents => _contents;

    /// <summary>Returns the file of an address; null if the text is not that of a file.</summary>
    public RecordedFile? Find(string text) => _files.GetValueOrDefault(text);

    public async Task ReadAsync(JsonElement output, ServiceProfile service, Uri baseAddress, CancellationToken cancellationToken)
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
            else if (Uri.TryCreate(text, UriKind.Absolute, out var address) && IsFile(address, service, baseAddress))
            {
                await ReadAsync(text, address, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The service writes the output, so files are read only from where a client may download them.
    private static bool IsFile(Uri address, ServiceProfile service, Uri baseAddress) =>
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && (address.Authority == baseAddress.Authority
            || HostPatterns.Match(service.Defaults.FileHosts, HostPatterns.HostOf(address)));

    private async Task ReadAsync(string text, Uri address, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(address.AbsolutePath).ToLowerInvariant();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                var type = response.Content.Headers.ContentType?.MediaType ?? MediaTypes.OfName(extension) ?? MediaTypes.Anything;
                var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                await using (stream.ConfigureAwait(false))
                {
                    var (content, hash, bytes) = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
                    Add(text, type, extension, hash, bytes, content, isInline: false);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The output is worth recording without the file, in whose place a sample is played.
        }

        Add(text, MediaTypes.OfName(extension) ?? MediaTypes.Anything, extension, hash: null, bytes: null, content: null, isInline: false);
    }

    /// <returns>The content if it is to be kept, the hash, and the size. A file that is too large to be read has neither.</returns>
    private async Task<(byte[]? Content, string? Hash, long? Bytes)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var kept = new MemoryStream();
        var (buffer, total) = (new byte[ChunkBytes], 0L);
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            hash.AppendData(buffer.AsSpan(0, count));
            total += count;
            if (total > MostReadBytes)
            {
                return (null, null, null);
            }

            if (total <= mostBytes)
            {
                kept.Write(buffer.AsSpan(0, count));
            }
        }

        return (total <= mostBytes ? kept.ToArray() : null, Convert.ToHexString(hash.GetCurrentHash()).ToLowerInvariant(), total);
    }

    private void Add(string text, string type, string? extension, byte[] content, bool isInline) => Add(
        text, type, extension, Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(), content.Length,
        content.Length <= mostBytes ? content : null, isInline);

    private void Add(string text, string type, string? extension, string? hash, long? bytes, byte[]? content, bool isInline)
    {
        var end = extension is { Length: > 1 and <= MostExtension } ? extension : MediaTypes.ExtensionOf(type) ?? "";
        var name = string.Create(CultureInfo.InvariantCulture, $"{_files.Count}{end}");
        _files[text] = new RecordedFile(
            RecordedFile.IsName(name) ? name : _files.Count.ToString(CultureInfo.InvariantCulture),
            System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out _) ? type : MediaTypes.Anything,
            bytes,
            hash,
            isInline);
        if (hash is not null)
        {
            known.Add(text, hash);
            if (content is not null)
            {
                _contents[hash] = content;
            }
        }
    }
}
