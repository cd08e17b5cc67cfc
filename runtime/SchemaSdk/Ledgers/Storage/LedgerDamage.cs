using System.Text.Json;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Judges the bytes after the last whole line: the rest of a write that lost its power, or lines that were durable once.</summary>
/// <param name="bytes">The file.</param>
/// <param name="slots">The jobs of the whole lines.</param>
/// <param name="start">The place behind the last whole line.</param>
/// <param name="end">The length of the file.</param>
internal sealed class LedgerDamage(LedgerBytes bytes, IEnumerable<LedgerSlot> slots, long start, long end)
{
    private const int MaxJudged = 64 << 20;

    /// <summary>
    /// Lists the jobs that would be sent again by their last whole line, although a lost one may say that they were sent.
    /// </summary>
    /// <returns>Null if durable lines stand after the damage, or if nobody can tell which jobs it is about.</returns>
    internal IReadOnlyList<LedgerSlot>? Doubtful()
    {
        if (end - start > MaxJudged || HasLaterWrite())
        {
            return null;
        }

        var lost = bytes.At(start, (int)(end - start)).Span;
        if (lost.IndexOfAnyExcept((byte)0) < 0)
        {
            return [];   // the file had become longer, and its content did not come to the disk
        }

        var doubtful = new List<LedgerSlot>();
        var isKnown = lost.IndexOf("\"intended\""u8) >= 0;
        foreach (var slot in slots)
        {
            if (lost.IndexOf(JsonEncodedText.Encode(slot.Entry!.Key).EncodedUtf8Bytes) < 0)
            {
                continue;
            }

            isKnown = true;
            if (slot.Entry.State is LedgerState.Intended or LedgerState.Refused)
            {
                doubtful.Add(slot);
            }
        }

        return isKnown ? doubtful : null;
    }

    /// <summary>Finds a line of a later write: the bytes before such a write were durable.</summary>
    private bool HasLaterWrite()
    {
        for (var at = start + 1; at <= end - LedgerFrame.PrefixLength; at++)
        {
            if (LedgerFrame.PrefixOf(bytes.At(at, LedgerFrame.PrefixLength).Span) is { } prefix && prefix.Batch > start)
            {
                return true;
            }
        }

        return false;
    }
}
