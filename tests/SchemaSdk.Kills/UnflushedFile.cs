namespace SchemaSdk.Kills;

/// <summary>
/// The unflushed writes of a file, in the memory of this process. The disk has only the part of them that <c>left</c> specifies, so a kill
/// loses the rest as a power failure would.
/// </summary>
internal sealed class UnflushedFile(Left left)
{
    private readonly List<(long Offset, byte[] Bytes)> _writes = [];

    internal long Length => _writes.Count == 0 ? 0 : _writes.Max(static write => write.Offset + write.Bytes.Length);

    /// <summary>True if the unflushed writes include the entry that is being written.</summary>
    internal bool HasLine { get; set; }

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

    /// <summary>Applies the unflushed writes to bytes that were read from the disk.</summary>
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

    internal void Cut(long length) => _writes.RemoveAll(write => write.Offset >= length);

    internal List<(long Offset, byte[] Bytes)> Take()
    {
        List<(long, byte[])> taken = [.. _writes];
        _writes.Clear();
        HasLine = false;
        return taken;
    }
}
