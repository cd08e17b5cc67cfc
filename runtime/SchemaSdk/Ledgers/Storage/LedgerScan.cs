namespace SchemaSdk.Ledgers.Storage;

/// <summary>Reads the file of a ledger from its beginning to its last whole line.</summary>
/// <param name="disk">The file.</param>
/// <param name="path">Its path, for errors.</param>
internal sealed class LedgerScan(ILedgerDisk disk, string path)
{
    /// <summary>The first bytes of each such file.</summary>
    internal static ReadOnlySpan<byte> Magic => "SchemaSdk jobs 1\n"u8;

    private readonly LedgerBytes _bytes = new(disk);

    /// <summary>The jobs by their keys, in the order in which they were begun.</summary>
    internal Dictionary<string, LedgerSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>The length of the file up to the end of its last whole line.</summary>
    internal long End { get; private set; }

    /// <summary>The jobs of which a line may have been lost that said that they were sent.</summary>
    internal IReadOnlyList<LedgerSlot> Doubtful { get; private set; } = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="ModelLedgerException">It is not a ledger, or it is damaged where lines would be lost.</exception>
    internal void Run()
    {
        var length = disk.Length;
        var begun = _bytes.At(0, (int)Math.Min(length, Magic.Length)).Span;
        if (!Magic.StartsWith(begun))
        {
            throw Failed($"begins with \"{Errors.ErrorText.Cut(begun)}\" and is not a ledger of this version. Give another path.");
        }

        if (begun.Length < Magic.Length)
        {
            return;
        }

        End = Magic.Length;
        while (length - End >= LedgerFrame.PrefixLength)
        {
            var prefix = LedgerFrame.PrefixOf(_bytes.At(End, LedgerFrame.PrefixLength).Span);
            var (header, content, _) = prefix ?? default;
            var total = LedgerFrame.PrefixLength + (long)header + content;
            if (total > length - End)
            {
                return;   // its write did not come to its end
            }

            var frame = _bytes.At(End, (int)total);
            if (prefix is null || !LedgerFrame.IsWhole(frame.Span))
            {
                Doubtful = new LedgerDamage(_bytes, Slots.Values, End, length).Doubtful()
                    ?? throw Failed($"is damaged at byte {End} of {length}, where lines would be lost. Restore it from a copy.");
                return;
            }

            Take(frame.Slice(LedgerFrame.PrefixLength, header), content, total);
        }
    }

    private void Take(ReadOnlyMemory<byte> header, int content, long total)
    {
        var entry = LedgerLine.Read(header, EntryOf)
            ?? throw Failed($"has a line at byte {End} that this version cannot read. Open it with the version that wrote it.");
        if (!Slots.TryGetValue(entry.Key, out var slot))
        {
            Slots.Add(entry.Key, slot = new LedgerSlot());
        }

        End += total;
        slot.Take(entry, new(End - content, content));
    }

    private LedgerEntry? EntryOf(string key) => Slots.TryGetValue(key, out var slot) ? slot.Entry : null;

    private ModelLedgerException Failed(string why) => new($"The ledger '{path}' {why}");
}
