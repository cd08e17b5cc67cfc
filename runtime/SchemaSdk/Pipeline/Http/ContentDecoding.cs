using System.Globalization;
using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Decompresses an answer.</summary>
/// <remarks>
/// The decompression of a handler parses and copies the headers of each request, which costs a poll more than its body does. An answer
/// that a handler of the application has decoded has no <c>Content-Encoding</c>.
/// </remarks>
internal static class ContentDecoding
{
    /// <summary>The value of <c>Accept-Encoding</c>.</summary>
    // Not br: a few bytes of it make a decoder allocate 16 MiB, and the decoder is 172 KB of a native program.
    internal const string Accepted = "gzip, deflate";

    /// <summary>The name of an unsupported compression; null if there is none.</summary>
    internal static string? UnknownOf(HttpContent content) => EncodingOf(content) switch
    {
        null or "" or "identity" or "gzip" or "x-gzip" or "deflate" => null,
        // These are no compressions, but misconfigured stores write them there.
        "utf-8" or "none" or "binary" or "aws-chunked" => null,
        var other => other,
    };

    /// <summary>True if truncated content could be taken for complete.</summary>
    // .NET's streams accept truncated gzip and deflate. HTTP itself says where the content ends, except an HTTP/1 answer without a length,
    // which ends with its connection. For one that is not compressed, truncation cannot be detected either.
    internal static bool HidesCuts(HttpResponseMessage response) =>
        EncodingOf(response.Content) is "gzip" or "x-gzip" or "deflate"
        && response.Version.Major < 2
        && response.Headers.TransferEncodingChunked != true
        && response.Content.Headers.ContentLength is null;

    /// <summary>The length of the decoded content; null if that is not known in advance.</summary>
    /// <param name="content">The content.</param>
    /// <param name="isOwn">True for an answer on the client's own connections, which have already parsed its length, if any.</param>
    // Otherwise the raw header is read, because the property allocates an object for every answer.
    internal static long? LengthOf(HttpContent content, bool isOwn) =>
        EncodingOf(content) is "gzip" or "x-gzip" or "deflate" ? null
        : !isOwn && content.Headers.NonValidated.TryGetValues("Content-Length", out var values)
            && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : content.Headers.ContentLength;

    /// <summary>Opens and decodes the content; content of an unknown encoding is returned unchanged.</summary>
    internal static async ValueTask<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
        Decode(content, await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The same for an answer on the client's own connections, whose stream is available without waiting.</summary>
    internal static Stream OpenOwn(HttpContent content) => Decode(content, content.ReadAsStream());

    private static Stream Decode(HttpContent content, Stream stream) => EncodingOf(content) switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => stream,
    };

    private static string? EncodingOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToString().Trim().ToLowerInvariant() : null;
}
