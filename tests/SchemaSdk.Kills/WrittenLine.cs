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
            lines.Add(offset > 0
                ? Read(part.Slice(LedgerFrame.PrefixLength, BinaryPrimitives.ReadInt32LittleEndian(part.Span)), offset, part.Length)
                : new WrittenLine(Gate.AnyKey, "new file", offset, part.Length));
            offset += part.Length;
        }

        return lines;
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
