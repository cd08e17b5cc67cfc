using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Kills;

/// <summary>
/// A disk that is itself only what was flushed: the rest stays in this process, so that a kill takes it along as a loss of power would.
/// It announces each write and each flush.
/// </summary>
internal sealed class PausingDisk : ILedgerDisk
{
    private readonly ILedgerDisk _disk;
    private readonly Left _left;
    private readonly Gate _gate;
    private string? _copy;
    private byte[] _written;
    private IReadOnlyList<WrittenLine> _lines = [];

    /// <param name="disk">The disk, which has what was flushed.</param>
    /// <param name="left">What a kill leaves of the rest.</param>
    /// <param name="gate">It is told of each write and flush.</param>
    /// <param name="copy">The name for all lines of a file that comes in the place of another one; null for any other file.</param>
    internal PausingDisk(ILedgerDisk disk, Left left, Gate gate, string? copy)
    {
        (_disk, _left, _gate, _copy) = (disk, left, gate, copy);
        _written = new byte[disk.Length];
        disk.Read(_written, 0);
    }

    public long Length => _written.Length;

    public int Read(Span<byte> bytes, long offset)
    {
        var source = _written;
        var count = (int)Math.Clamp(source.Length - offset, 0, bytes.Length);
        source.AsSpan((int)Math.Min(offset, source.Length), count).CopyTo(bytes);
        return count;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        byte[] bytes = [.. parts.SelectMany(part => part.ToArray())];
        _lines = _copy is null ? WrittenLine.Of(parts, offset) : [new WrittenLine(Gate.AnyKey, _copy, offset, bytes.Length)];
        Pass("unwritten");
        var written = new byte[Math.Max(_written.Length, offset + bytes.Length)];
        _written.CopyTo(written, 0);
        bytes.CopyTo(written, offset);
        _written = written;
        Leave(bytes, offset);
        Pass("written");
    }

    public void Flush()
    {
        _disk.Write([_written], 0);
        _disk.Cut(_written.Length);
        Pass("flushed");
        _lines = [];
    }

    public void Cut(long length)
    {
        _lines = [new WrittenLine(Gate.AnyKey, "torn end", length, 0)];
        Pass("uncut");
        _written = _written[..(int)length];
        if (_left == Left.All)
        {
            _disk.Cut(length);
        }

        Pass("cut");
    }

    /// <summary>Announces each line from now on, since the file has the name of the other one.</summary>
    internal void TakePlace() => _copy = null;

    public void Dispose() => _disk.Dispose();

    // The part of a write that a loss of power would leave.
    private void Leave(byte[] bytes, long offset)
    {
        var torn = _lines.FirstOrDefault(_gate.IsAt) ?? _lines.FirstOrDefault(_gate.IsAbout) ?? _lines[^1];
        var half = (int)(torn.Offset + (torn.Length / 2) - offset);
        var left = _left switch
        {
            Left.All => bytes,
            Left.Nothing => [],
            Left.Half => bytes[..half],
            Left.Zeros => new byte[bytes.Length],

            // No line after it: a disk leaves out whole sectors, and a part of one with zeros is damage of another kind.
            _ => [.. bytes[..half], .. new byte[torn.Length - (torn.Length / 2)]],
        };
        if (left.Length > 0)
        {
            _disk.Write([left], offset);
        }
    }

    private void Pass(string moment)
    {
        foreach (var line in _lines)
        {
            _gate.Pass(line.Key, line.Name, moment);
        }
    }
}
