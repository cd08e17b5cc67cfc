using System.IO.Compression;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Decompresses an answer.</summary>
/// <remarks>
/// An HTTP handler's automatic decompression parses and copies each request's headers, which costs more than reading the body of a poll.
/// An answer that an application's handler has already decoded has no <c>Content-Encoding</c>.
/// </remarks>
internal static class ContentDecoding
{
    /// <summary>The value of <c>Accept-Encoding</c>.</summary>
    // Omits br, because a few bytes of it can make the decoder allocate 16 MiB.
    internal const string Accepted = "gzip, deflate";

    /// <summary>Returns the name of the compression if it is not supported; otherwise null.</summary>
    internal static string? UnknownOf(HttpContent content) => EncodingOf(content) switch
    {
        null or "" or "identity" or "gzip" or "x-gzip" or "deflate" => null,
        "utf-8" or "none" or "binary" or "aws-chunked" => null, // These are not compressions, but misconfigured servers send them.
        var other => other,
    };

    /// <summary>Returns true if compressed content that was truncated could be mistaken for complete content.</summary>
    // .NET accepts truncated gzip and deflate. In HTTP/1, without a length or chunks, a broken connection looks like the end of an answer.
    internal static bool HidesCuts(HttpResponseMessage response) => EncodingOf(response.Content) is "gzip" or "x-gzip" or "deflate"
        && response.Version.Major < 2 && response.Headers.TransferEncodingChunked != true
        && response.Content.Headers.ContentLength is null;

    /// <summary>Returns the length of the decoded content; null if it is not known in advance.</summary>
    internal static long? LengthOf(HttpContent content) =>
        EncodingOf(content) is "gzip" or "x-gzip" or "deflate" ? null : content.Headers.ContentLength;

    /// <summary>Opens and decodes the content. Content with an unknown encoding is returned unchanged.</summary>
    internal static async ValueTask<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return EncodingOf(content) switch
        {
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }

    private static string? EncodingOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToString().Trim().ToLowerInvariant() : null;
}
