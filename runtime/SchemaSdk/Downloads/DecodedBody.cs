using System.IO.Compression;

namespace SchemaSdk.Downloads;

/// <summary>Undoes a compression that was not asked for: nobody could open what is saved as it came.</summary>
internal static class DecodedBody
{
    /// <exception cref="ModelDownloadException">A compression that is not known here.</exception>
    internal static Stream Of(HttpResponseMessage response, Stream body, string name)
    {
        foreach (var coding in response.Content.Headers.ContentEncoding.Reverse())
        {
            body = coding.ToLowerInvariant() switch
            {
                "identity" => body,
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
                "deflate" => new ZLibStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                _ => throw new ModelDownloadException(
                    $"{name} could not be downloaded: it came compressed as \"{Errors.ErrorText.Cut(coding)}\", which is not known here."),
            };
        }

        return body;
    }
}
