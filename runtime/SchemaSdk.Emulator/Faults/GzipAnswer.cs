using System.IO.Compression;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Faults;

/// <summary>An answer that is small on the wire and large in memory.</summary>
internal static class GzipAnswer
{
    private const int BlockBytes = 64 << 10;

    public static ServiceAnswer OfSpaces(long bytes)
    {
        var block = new byte[BlockBytes];
        Array.Fill(block, (byte)' ');
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
        {
            for (var left = bytes; left > 0; left -= BlockBytes)
            {
                gzip.Write(block, 0, (int)Math.Min(left, BlockBytes));
            }
        }

        return new ServiceAnswer(200, Protocol.Json, zipped.ToArray()) { Headers = [new("Content-Encoding", "gzip")] };
    }
}
