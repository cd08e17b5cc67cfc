namespace SchemaSdk.Kills;

/// <summary>The unflushed writes of a file. Only this process has them: a kill takes them as a loss of power would.</summary>
/// <param name="left">What a kill leaves of it.</param>
internal sealed class UnflushedFile(Left left)
{
    private readonly List<(long Offset, byte[] Bytes)> _writes = [];

    /// <summary>The length that these writes give the file at least.</summary>
    internal long Length => _writes.Count == 0 ? 0 : _writes.Max(static write => write.Offset + write.Bytes.Length);

    /// <summary>True if a line that is being written is among it.</summary>
    internal bool HasLine { get; set; }

    /// <summary>Keeps a write.</summary>
    /// <returns>The part of it that a loss of power would leave on the disk.</returns>
    internal ReadOnlySpan<byte> Add(ReadOnlySpan<byte> bytes, long offset)
    {
        _writes.Add((offset, bytes.ToArray()));
        var half = bytes[..(bytes.Length / 2)];
        return left switch
        {
            Left.All => bytes,
            Left.Nothing => default,
            Left.Half => half,
            Left.Zeros => new byte[bytes.Length],
            _ => (byte[])[.. half, .. new byte[bytes.Length - half.Length]],
        };
    }

    /// <summary>Shows what the process has written in what was read from the disk.</summary>
    internal void Show(Span<byte> read, long offset)
    {
        foreach (var (at, bytes) in _writes)
        {
            var (from, to) = (Math.Max(at, offset), Math.Min(at + bytes.Length, offset + read.Length));
            if (from < to)
            {
                bytes.AsSpan((int)(from - at), (int)(to - from)).CopyTo(read[(int)(from - offset)..]);
            }
        }
    }

    /// <summary>Leaves out what is behind the end of the file.</summary>
    internal void Cut(long length) => _writes.RemoveAll(write => write.Offset >= length);

    /// <summary>Gives what is now to be on the disk.</summary>
    internal List<(long Offset, byte[] Bytes)> Take()
    {
        List<(long, byte[])> taken = [.. _writes];
        _writes.Clear();
        HasLine = false;
        return taken;
    }
}
