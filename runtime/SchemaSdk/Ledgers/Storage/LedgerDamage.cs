namespace SchemaSdk.Ledgers.Storage;

/// <summary>Judges the bytes after the last whole line: the rest of a write that lost its power, or lines that were durable once.</summary>
/// <param name="bytes">The file.</param>
/// <param name="seed">That with which the checksums of its lines begin.</param>
/// <param name="slots">The jobs of the whole lines.</param>
internal sealed class LedgerDamage(LedgerBytes bytes, uint seed, IEnumerable<LedgerSlot> slots)
{
    private const int MaxJudged = 64 << 20;

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
        if (end - start > MaxJudged)
        {
            return null;
        }

        var lost = bytes.At(start, (int)(end - start)).Span;
        var keys = new HashSet<uint>();
        HashSet<uint>? begun = null;
        for (var at = 0; at < lost.Length;)
        {
            if (PrefixAt(lost, at) is { } prefix)
            {
                if (prefix.Batch != start && prefix.Batch != batch)
                {
                    return null;   // a later write, before which all was durable; or bytes of another place
                }

                if (start + at < durable && !(begun ??= Checksums()).Contains(prefix.Key))
                {
                    return null;   // the first line of the job is among them, and nobody would know that it was sent
                }

                keys.Add(prefix.Key);
                at = (int)Math.Min(lost.Length, at + prefix.Length);
                continue;
            }

            if (lost.Length - at < LedgerFrame.PrefixLength && start + at >= durable)
            {
                break;   // the write was cut off here
            }

            var next = at + 1;
            while (next < lost.Length && PrefixAt(lost, next) is null)
            {
                next++;
            }

            if (start + at < durable || !HasEmptySector(lost, start, at, next))
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

    private LedgerPrefix? PrefixAt(ReadOnlySpan<byte> lost, int at) => lost.Length - at < LedgerFrame.PrefixLength
        ? null
        : LedgerFrame.PrefixOf(lost.Slice(at, LedgerFrame.PrefixLength), seed);

    // Of the sectors that the bytes from one place to another are in. A line has no such run of zeros.
    private static bool HasEmptySector(ReadOnlySpan<byte> lost, long start, int from, int to)
    {
        for (var at = Math.Max(0, from - (int)((start + from) % Sector)); at < to;)
        {
            var length = Math.Min(lost.Length - at, Sector - (int)((start + at) % Sector));
            if (lost.Slice(at, length).IndexOfAnyExcept((byte)0) < 0)
            {
                return true;
            }

            at += length;
        }

        return false;
    }
}
