using System.IO.Compression;

namespace SchemaSdk.Http;

/// <summary>Undoes the compression of an answer.</summary>
/// <remarks>
/// A handler's own decompression parses and copies the headers of each request, which costs a poll more than its body does. An answer that a
/// handler of the application has decoded comes without its <c>Content-Encoding</c>.
/// </remarks>
internal static class ContentDecoding
{
    /// <summary>The value of <c>Accept-Encoding</c>.</summary>
    internal const string Accepted = "gzip, deflate, br";

    /// <summary>How long the content is once it is decoded; null: nobody knows before.</summary>
    internal static long? LengthOf(HttpContent content) => EncodingOf(content) is null ? content.Headers.ContentLength : null;

    /// <summary>The content, decoded.</summary>
    /// <exception cref="IOException">It has an encoding that was not asked for.</exception>
    internal static async ValueTask<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return EncodingOf(content) switch
        {
            null => stream,
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            var other => throw new IOException($"The answer has the encoding \"{Errors.ErrorText.Cut(other)}\", which was not asked for."),
        };
    }

    private static string? EncodingOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
        && values.ToString().Trim().ToLowerInvariant() is { Length: > 0 } encoding and not "identity"
            ? encoding
            : null;
}
