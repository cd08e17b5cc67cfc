using System.Globalization;
using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Undoes the compression of an answer.</summary>
/// <remarks>
/// A handler's own decompression parses and copies the headers of each request, which costs a poll more than its body does. An answer that
/// a handler of the application has decoded comes without its <c>Content-Encoding</c>.
/// </remarks>
internal static class ContentDecoding
{
    /// <summary>The value of <c>Accept-Encoding</c>.</summary>
    // Not br: a few bytes of it make a decoder take 16 MiB, and the decoder is 172 KB of a native program.
    internal const string Accepted = "gzip, deflate";

    /// <summary>The name of a compression that is not undone here; null if there is none.</summary>
    internal static string? UnknownOf(HttpContent content) => EncodingOf(content) switch
    {
        null or "" or "identity" or "gzip" or "x-gzip" or "deflate" => null,
        // No compressions: what misconfigured stores write there.
        "utf-8" or "none" or "binary" or "aws-chunked" => null,
        var other => other,
    };

    /// <summary>True if content that broke off could pass for whole.</summary>
    // .NET's streams take cut gzip and deflate for whole. HTTP itself tells where the content ends, but for an answer of HTTP/1 without
    // a length that ends with its connection. Nothing tells it of one that is not compressed either.
    internal static bool HidesCuts(HttpResponseMessage response) =>
        EncodingOf(response.Content) is "gzip" or "x-gzip" or "deflate"
        && response.Version.Major < 2
        && response.Headers.TransferEncodingChunked != true
        && response.Content.Headers.ContentLength is null;

    /// <summary>The length of the decoded content; null if that is not known before.</summary>
    /// <param name="content">The content.</param>
    /// <param name="isOwn">True for an answer to a call on the client's own connections, which have read its length, if it has one.</param>
    // As it is written, where others gave it: the property makes an object of it for every answer.
    internal static long? LengthOf(HttpContent content, bool isOwn) =>
        EncodingOf(content) is "gzip" or "x-gzip" or "deflate" ? null
        : !isOwn && content.Headers.NonValidated.TryGetValues("Content-Length", out var values)
            && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : content.Headers.ContentLength;

    /// <summary>Opens the content and decodes it; content of an unknown encoding is returned as it is.</summary>
    internal static async ValueTask<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
        Decode(content, await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The same of an answer to the client's own connections, which is there to be read: nothing is awaited.</summary>
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
