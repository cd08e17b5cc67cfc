using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Reads the file of a ledger from its beginning to its last whole line.</summary>
/// <param name="disk">The file.</param>
/// <param name="path">Its path, for errors.</param>
/// <param name="durable">
/// Tells how much of a ledger was durable once, at least, by its first bytes; null: of whichever was there last. 0: nobody knows.
/// </param>
internal sealed class LedgerScan(ILedgerDisk disk, string path, Func<LedgerHead?, long> durable)
{
    private readonly LedgerBytes _bytes = new(disk);
    private readonly Dictionary<string, string> _models = new(StringComparer.Ordinal);

    /// <summary>The jobs by their keys, in the order in which they were begun.</summary>
    internal Dictionary<string, LedgerSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>The first bytes of the file; those to be written if it has none.</summary>
    internal LedgerHead Head { get; private set; }

    /// <summary>The length of the file up to the end of its last whole line; 0 if it is new.</summary>
    internal long End { get; private set; }

    /// <summary>The jobs of which a line may have been lost that said that they were sent.</summary>
    internal IReadOnlyList<LedgerSlot> Doubtful { get; private set; } = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="ModelLedgerException">It is not a ledger, or it is damaged where lines would be lost.</exception>
    internal void Run()
    {
        var length = disk.Length;
        var begun = _bytes.At(0, (int)Math.Min(length, LedgerHead.Length)).Span;
        if (LedgerHead.Read(begun) is { } head)
        {
            Head = head;
            End = LedgerHead.Length;
        }
        else if (IsNew(begun, length))
        {
            // One that had lines was cut off: all of its jobs would be forgotten.
            var lost = durable(null);
            Refuse(lost > LedgerHead.Length ? lost : 0, length);
            Head = LedgerHead.New();
            return;
        }

        var known = durable(Head);
        var last = Take(length);
        Refuse(last is null || length < known ? Math.Max(known, Head.Durable) : Head.Durable, length);
        if (last is not { } batch)
        {
            return;
        }

        Doubtful = new LedgerDamage(_bytes, Head.Seed, Slots.Values).Doubtful(End, length, batch, known)
            ?? throw Failed($"is damaged at byte {End} of {length}, where lines would be lost. Restore it from a copy.");
    }

    /// <summary>Takes all lines up to the first one that is not whole.</summary>
    /// <returns>Null if the file ends there; else the place of the last write that has a whole line.</returns>
    private long? Take(long length)
    {
        var batch = 0L;
        while (length - End >= LedgerFrame.PrefixLength)
        {
            var begun = _bytes.At(End, LedgerFrame.PrefixLength);
            if (begun.Length < LedgerFrame.PrefixLength)
            {
                return null;   // a writer has taken it back meanwhile
            }

            if (LedgerFrame.PrefixOf(begun.Span, Head.Seed) is not { } prefix
                || (prefix.Batch != End && prefix.Batch != batch))
            {
                return batch;
            }

            if (prefix.Length > length - End)
            {
                return null;   // its write did not come to its end
            }

            var frame = _bytes.At(End, (int)prefix.Length);
            if (frame.Length < prefix.Length)
            {
                return null;   // the same
            }

            if (!LedgerFrame.IsWhole(frame.Span))
            {
                return batch;
            }

            Take(frame.Slice(LedgerFrame.PrefixLength, prefix.Header), prefix);
            batch = prefix.Batch;
        }

        return null;
    }

    private void Take(ReadOnlyMemory<byte> header, LedgerPrefix prefix)
    {
        if (LedgerLine.Read(header, EntryOf, mayBeLater: End < Head.Durable) is not var (entry, inputLength)
            || inputLength < 0 || inputLength > prefix.Content)
        {
            throw Failed($"has a line at byte {End} that this version cannot read. Open it with the version that wrote it.");
        }

        if (!Slots.TryGetValue(entry.Key, out var slot))
        {
            entry = entry with { ModelId = OneOf(entry.ModelId) };
            Slots.Add(entry.Key, slot = new LedgerSlot());
        }

        End += prefix.Length;
        slot.Take(entry, new(End - prefix.Content, prefix.Content), inputLength);
    }

    private LedgerEntry? EntryOf(string key) => Slots.TryGetValue(key, out var slot) ? slot.Entry : null;

    // Thousands of jobs are of a few models.
    private string OneOf(string model)
    {
        if (!_models.TryGetValue(model, out var one))
        {
            _models.Add(model, one = model);
        }

        return one;
    }

    /// <summary>Returns true if the file was never given a line: its first write may not have come to its end.</summary>
    private bool IsNew(ReadOnlySpan<byte> begun, long length)
    {
        var magic = LedgerHead.Magic;
        var hasMagic = magic.StartsWith(begun) || begun.StartsWith(magic);
        if (length <= LedgerHead.Length && (hasMagic || begun.IndexOfAnyExcept((byte)0) < 0))
        {
            return true;
        }

        throw hasMagic
            ? Failed("is damaged in its first bytes, without which its lines cannot be read. Restore it from a copy.")
            : Failed($"begins with \"{ErrorText.Cut(begun)}\" and is not a ledger of this version. Give another path.");
    }

    private void Refuse(long known, long length)
    {
        if (End < known)
        {
            throw Failed(
                $"has whole lines up to byte {End} of {length}, and had them up to byte {known}: jobs that were paid for would be "
                + "forgotten. Restore it from a copy that is as long. If nothing better is left, delete the lock file beside it.");
        }
    }

    private ModelLedgerException Failed(string why) => new($"The ledger '{path}' {why}") { IsLasting = true };
}
