namespace SchemaSdk.Ledgers.Storage;

/// <summary>Reads the file of a ledger from its beginning to its last whole line.</summary>
/// <param name="disk">The file.</param>
/// <param name="path">Its path, for errors.</param>
internal sealed class LedgerScan(ILedgerDisk disk, string path)
{
    /// <summary>The first bytes of each such file.</summary>
    internal static ReadOnlySpan<byte> Magic => "SchemaSdk jobs 1\n"u8;

    private const int ChunkLength = 1 << 20;

    private byte[] _buffer = new byte[Math.Clamp(disk.Length, LedgerFrame.MaxHeader, ChunkLength)];
    private long _bufferAt;
    private int _buffered;

    /// <summary>The jobs by their keys, in the order in which they were begun.</summary>
    internal Dictionary<string, LedgerSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>The length of the file up to the end of its last whole line.</summary>
    internal long End { get; private set; }

    /// <summary>Reads it.</summary>
    /// <exception cref="ModelLedgerException">It is not a ledger, or it is damaged before its end.</exception>
    internal void Run()
    {
        var length = disk.Length;
        var begun = Bytes(0, (int)Math.Min(length, Magic.Length)).Span;
        if (!Magic.StartsWith(begun))
        {
            throw Failed($"begins with \"{Errors.ErrorText.Cut(begun)}\" and is not a ledger of this version. Give another path.");
        }

        if (begun.Length < Magic.Length)
        {
            return;
        }

        End = Magic.Length;
        while (End < length)
        {
            if (Next(length) is { } next)
            {
                End = next;
            }
            else if (IsTorn(length))
            {
                return;
            }
            else
            {
                throw Failed($"is damaged at byte {End} of {length}, before its last line: what stands after it would be lost. "
                    + "Restore it from a copy, or move it away and settle its jobs by hand.");
            }
        }
    }

    private long? Next(long length)
    {
        if (length - End < LedgerFrame.PrefixLength
            || LedgerFrame.LengthsOf(Bytes(End, LedgerFrame.PrefixLength).Span) is not { } lengths)
        {
            return null;
        }

        var total = LedgerFrame.PrefixLength + lengths.Header + lengths.Content;
        if (total > length - End)
        {
            return null;
        }

        var frame = Bytes(End, total);
        if (!LedgerFrame.IsWhole(frame.Span)
            || LedgerLine.Read(frame.Slice(LedgerFrame.PrefixLength, lengths.Header), EntryOf) is not { } entry)
        {
            return null;
        }

        if (!Slots.TryGetValue(entry.Key, out var slot))
        {
            Slots.Add(entry.Key, slot = new LedgerSlot());
        }

        slot.Take(entry, new(End + total - lengths.Content, lengths.Content));
        return End + total;
    }

    private LedgerEntry? EntryOf(string key) => Slots.TryGetValue(key, out var slot) ? slot.Entry : null;

    /// <summary>True if what cannot be read is the end of a write that did not come to its own: no whole line stands after it.</summary>
    private bool IsTorn(long length)
    {
        for (var at = End + 1; at <= length - LedgerFrame.PrefixLength; at++)
        {
            if (LedgerFrame.LengthsOf(Bytes(at, LedgerFrame.PrefixLength).Span) is { } lengths
                && LedgerFrame.PrefixLength + (long)lengths.Header + lengths.Content is var total
                && total <= length - at
                && LedgerFrame.IsWhole(Bytes(at, (int)total).Span))
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlyMemory<byte> Bytes(long at, int count)
    {
        if (at < _bufferAt || at + count > _bufferAt + _buffered)
        {
            if (count > _buffer.Length)
            {
                _buffer = new byte[count];
            }

            (_bufferAt, _buffered) = (at, disk.Read(_buffer, at));
        }

        return _buffer.AsMemory((int)(at - _bufferAt), Math.Min(count, _buffered - (int)(at - _bufferAt)));
    }

    private ModelLedgerException Failed(string why) => new($"The ledger '{path}' {why}");
}
