using System.Buffers.Binary;
using System.Text.Json;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Kills;

/// <summary>A line of a job in a write.</summary>
/// <param name="Key">The key of the job.</param>
/// <param name="Name">The name of the line: that of its state, but <c>postponed</c> for one that is intended again.</param>
/// <param name="Offset">Its place in the file.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record WrittenLine(string Key, string Name, long Offset, int Length)
{
    internal static IReadOnlyList<WrittenLine> Of(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        var lines = new List<WrittenLine>();
        foreach (var part in parts)
        {
            if (offset == 0)
            {
                lines.Add(new WrittenLine(Gate.AnyKey, "new file", offset, part.Length));
            }
            else
            {
                Add(lines, part, offset);
            }

            offset += part.Length;
        }

        return lines;
    }

    private static void Add(List<WrittenLine> lines, ReadOnlyMemory<byte> part, long offset)
    {
        for (var rest = part; rest.Length > 0;)
        {
            var header = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            var content = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[LedgerFrame.Content..]);
            var length = LedgerFrame.PrefixLength + header + content;
            lines.Add(Read(rest.Slice(LedgerFrame.PrefixLength, header), offset + part.Length - rest.Length, length));
            rest = rest[length..];
        }
    }

    private static WrittenLine Read(ReadOnlyMemory<byte> header, long offset, int length)
    {
        using var document = JsonDocument.Parse(header);
        var line = document.RootElement;
        var state = line.GetProperty("state").GetString()!;
        var isFirst = line.GetProperty("version").GetInt32() == 1;
        return new(line.GetProperty("key").GetString()!, state == "intended" && !isFirst ? "postponed" : state, offset, length);
    }
}
