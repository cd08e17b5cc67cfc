using System.Buffers.Binary;
using System.Text;

namespace SchemaSdk.Emulation.Tests;

/// <summary>Reads the header of an MP4 file.</summary>
internal sealed class Mp4(byte[] content)
{
    public int VideoStreams => Boxes("hdlr").Count(box => Encoding.ASCII.GetString(content, box + 8, 4) == "vide");

    public int Streams => Boxes("trak").Count();

    public TimeSpan Duration
    {
        get
        {
            var header = Boxes("mvhd").Single();
            var unitsPerSecond = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(header + 12));
            return TimeSpan.FromSeconds((double)BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(header + 16)) / unitsPerSecond);
        }
    }

    private IEnumerable<int> Boxes(string type) =>
        from at in Enumerable.Range(0, content.Length - 4)
        where Encoding.ASCII.GetString(content, at, 4) == type
        select at + 4;
}
