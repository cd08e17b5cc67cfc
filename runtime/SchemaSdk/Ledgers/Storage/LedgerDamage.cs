namespace SchemaSdk.Ledgers.Storage;

/// <summary>Judges the bytes after the last whole line: the rest of a write that lost its power, or lines that were durable once.</summary>
/// <param name="bytes">The file.</param>
/// <param name="seed">That with which the checksums of its lines begin.</param>
/// <param name="slots">The jobs of the whole lines.</param>
internal sealed class LedgerDamage(LedgerBytes bytes, uint seed, IEnumerable<LedgerSlot> slots)
{
    // A loss of power leaves each of these as it was written, or empty.
    private const int Sector = 512;

    /// <summary>
    /// Lists the jobs that would be sent again by their last whole line, although a lost one may say that they were sent.
    /// </summary>
    /// <param name="start">The place behind the last whole line.</param>
    /// <param name="end">The length of the file.</param>
    /// <param name="batch">The place at which the write of the last whole line began.</param>
    /// <param name="durable">The place up to which all was durable once, at least.</param>
    /// <returns>Null if durable lines stand after the damage, or if nobody can tell which jobs it is about.</returns>
    internal IReadOnlyList<LedgerSlot>? Doubtful(long start, long end, long batch, long durable)
    {
        var keys = new HashSet<uint>();
        HashSet<uint>? begun = null;
        for (var at = start; at < end;)
        {
            if (PrefixAt(at, end) is { } prefix)
            {
                if (prefix.Batch != start && prefix.Batch != batch)
                {
                    return null;   // a later write, before which all was durable; or bytes of another place
                }

                if (at < durable && !(begun ??= Checksums()).Contains(prefix.Key))
                {
                    return null;   // the first line of the job is among them, and nobody would know that it was sent
                }

                keys.Add(prefix.Key);
                at = Math.Min(end, at + prefix.Length);
                continue;
            }

            if (end - at < LedgerFrame.PrefixLength && at >= durable)
            {
                break;   // the write was cut off here
            }

            var next = NextPrefix(at + 1, end);
            if (at < durable || !HasEmptySector(start, end, at, next))
            {
                return null;
            }

            at = next;
        }

        return [.. slots.Where(slot =>
            slot.Entry!.State is LedgerState.Intended or LedgerState.Refused
            && keys.Contains(LedgerFrame.ChecksumOfKey(slot.Entry.Key)))];
    }

    private HashSet<uint> Checksums() => [.. slots.Select(static slot => LedgerFrame.ChecksumOfKey(slot.Entry!.Key))];

    private LedgerPrefix? PrefixAt(long at, long end) =>
        end - at >= LedgerFrame.PrefixLength && bytes.At(at, LedgerFrame.PrefixLength) is { Length: LedgerFrame.PrefixLength } prefix
            ? LedgerFrame.PrefixOf(prefix.Span, seed)
            : null;

    /// <summary>Finds the next place at which a frame begins, part by part: a write may have more bytes than there is memory for.</summary>
    /// <returns>The end if none does.</returns>
    private long NextPrefix(long at, long end)
    {
        while (end - at >= LedgerFrame.PrefixLength)
        {
            var part = bytes.From(at, LedgerFrame.PrefixLength).Span;
            var places = Math.Min(part.Length, end - at) - LedgerFrame.PrefixLength + 1;
            if (places <= 0)
            {
                break;   // the file was cut off meanwhile
            }

            for (var i = 0; i < places; i++)
            {
                if (LedgerFrame.PrefixOf(part.Slice(i, LedgerFrame.PrefixLength), seed) is not null)
                {
                    return at + i;
                }
            }

            at += places;
        }

        return end;
    }

    // Of the sectors that the bytes from one place to another are in. A line has no such run of zeros.
    private bool HasEmptySector(long start, long end, long from, long to)
    {
        for (var at = Math.Max(start, from - (from % Sector)); at < to;)
        {
            var length = (int)Math.Min(end - at, Sector - (at % Sector));
            if (bytes.At(at, length).Span.IndexOfAnyExcept((byte)0) < 0)
            {
                return true;
            }

            at += length;
        }

        return false;
    }
}
