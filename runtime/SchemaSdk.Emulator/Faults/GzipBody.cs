using System.IO.Compression;

namespace SchemaSdk.Emulation.Faults;

/// <summary>Makes bodies that are small on the wire and large in memory.</summary>
internal static class GzipBody
{
    private const int BlockBytes = 64 << 10;

    public static byte[] OfSpaces(long bytes) => Zip(gzip =>
    {
        var block = new byte[BlockBytes];
        Array.Fill(block, (byte)' ');
        for (var left = bytes; left > 0; left -= BlockBytes)
        {
            gzip.Write(block, 0, (int)Math.Min(left, BlockBytes));
        }
    });

    /// <summary>Compresses the answer and appends a second gzip stream. Decompressors read both streams as one body.</summary>
    public static ServiceAnswer Append(ServiceAnswer answer, byte[] zipped) => answer with
    {
        Body = (byte[])[.. Zip(gzip => gzip.Write(answer.Body.Span)), .. zipped],
        Parts = null,
        Headers = [.. answer.Headers, new("Content-Encoding", "gzip")],
    };

    private static byte[] Zip(Action<GZipStream> write)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
        {
            write(gzip);
        }

        return zipped.ToArray();
    }
}
