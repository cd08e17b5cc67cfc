using System.IO.Compression;

namespace SchemaSdk.Tests.Bench;

internal static class Packed
{
    /// <summary>Compresses a body.</summary>
    /// <param name="coding">The content encoding. Encodings other than gzip and deflate leave the body unchanged.</param>
    /// <param name="body">The body.</param>
    public static byte[] Of(string coding, ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }
}
