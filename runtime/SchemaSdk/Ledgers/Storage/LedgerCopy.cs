namespace SchemaSdk.Ledgers.Storage;

/// <summary>Writes the file that comes in the place of another one. Nothing of it counts before it has that one's name.</summary>
internal sealed class LedgerCopy
{
    private const int PartLength = 1 << 20;

    private readonly ILedgerDisk _disk;
    private readonly LedgerHead _head = LedgerHead.New();
    private byte[] _part = new byte[PartLength];
    private int _used;
    private long _written = LedgerHead.Length;

    /// <param name="disk">The file, which may have the rest of an earlier attempt.</param>
    internal LedgerCopy(ILedgerDisk disk)
    {
        _disk = disk;
        disk.Cut(0);
    }

    /// <summary>The place at which the next line goes.</summary>
    internal long End { get; private set; } = LedgerHead.Length;

    /// <summary>Appends a line.</summary>
    /// <param name="parts">The parts of its frame.</param>
    internal void Add(in LedgerParts parts)
    {
        var frame = Reserve(parts.Length);
        parts.WriteTo(frame);
        Place(frame);
    }

    /// <summary>Appends the lines of another file as they are.</summary>
    /// <param name="file">That file.</param>
    /// <param name="from">The place of the first line.</param>
    /// <param name="end">The place behind the last one.</param>
    internal void Add(LedgerFile file, long from, long end)
    {
        var bytes = new LedgerBytes(file.Disk);
        while (from < end)
        {
            var prefix = LedgerFrame.PrefixOf(bytes.At(from, LedgerFrame.PrefixLength).Span, file.Head.Seed);
            var frame = prefix?.Length <= end - from ? bytes.At(from, (int)prefix.Value.Length).Span : default;
            if (frame.Length == 0 || !LedgerFrame.IsWhole(frame))
            {
                throw new IOException($"It was changed at byte {from} by somebody else.");
            }

            var copied = Reserve(frame.Length);
            frame.CopyTo(copied);
            Place(copied);
            from += frame.Length;
        }
    }

    /// <summary>Makes durable what was appended.</summary>
    /// <returns>The first bytes of the file, by which the lines so far are known to be durable.</returns>
    internal LedgerHead Flush()
    {
        Write();
        var head = _head with { Durable = End };
        _disk.Write([head.Write()], 0);
        _disk.Flush();
        return head;
    }

    private Span<byte> Reserve(int length)
    {
        if (_part.Length - _used < length)
        {
            Write();
            _part = _part.Length < length ? new byte[length] : _part;
        }

        var reserved = _part.AsSpan(_used, length);
        _used += length;
        End += length;
        return reserved;
    }

    // All of it counts as one write: it is durable before it has its name.
    private void Place(Span<byte> frame) => LedgerFrame.Place(frame, LedgerHead.Length, _head.Seed);

    private void Write()
    {
        if (_used > 0)
        {
            _disk.Write([_part.AsMemory(0, _used)], _written);
            (_written, _used) = (End, 0);
        }
    }
}
