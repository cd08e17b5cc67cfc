namespace SchemaSdk.Ledgers.Storage;

/// <summary>Writes the file that comes in the place of another one. Nothing of it counts before it has that one's name.</summary>
internal sealed class LedgerCopy
{
    private const int PartLength = 1 << 20;

    private readonly ILedgerDisk _disk;
    private readonly LedgerHead _head = LedgerHead.New();
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
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
    /// <param name="frame">Its bytes, which are changed and kept.</param>
    internal void Add(byte[] frame)
    {
        // All of it counts as one write: it is durable before it has its name.
        LedgerFrame.Place(frame, LedgerHead.Length, _head.Seed);
        _parts.Add(frame);
        End += frame.Length;
        if (End - _written >= PartLength)
        {
            Write();
        }
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
            var frame = prefix?.Length <= end - from ? bytes.At(from, (int)prefix.Value.Length).ToArray() : [];
            if (frame.Length == 0 || !LedgerFrame.IsWhole(frame))
            {
                throw new IOException($"It was changed at byte {from} by somebody else.");
            }

            Add(frame);
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

    private void Write()
    {
        if (_parts.Count > 0)
        {
            _disk.Write(_parts, _written);
            _parts.Clear();
            _written = End;
        }
    }
}
