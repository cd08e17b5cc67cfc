namespace SchemaSdk.Ledgers.Storage;

/// <summary>Says what a rewritten file has of each job. Open jobs, and results that nobody got, are always kept.</summary>
/// <param name="contents">The time for which inputs and results of delivered jobs are kept; null: for ever.</param>
/// <param name="jobs">The time for which delivered and refused jobs are kept; null: for ever.</param>
/// <param name="time">The clock.</param>
internal sealed class LedgerRetention(TimeSpan? contents, TimeSpan? jobs, TimeProvider time)
{
    // A line without its content, roughly.
    private const int LineLength = 400;

    private const long MinLength = 1 << 20;

    /// <summary>Returns true if a file is worth to be rewritten: most of it is superseded, or a part of it is to be forgotten.</summary>
    /// <param name="all">The jobs.</param>
    /// <param name="length">The length of the file.</param>
    /// <param name="compacted">The length that it had when it was last rewritten.</param>
    internal bool IsDue(LedgerJobs all, long length, long compacted)
    {
        if (contents is null && jobs is null)
        {
            // Thousands of jobs are not listed for it.
            var (count, content) = all.Size;
            return IsDue((long)count * LineLength + content);
        }

        var rows = all.Rows();
        var (kept, gone) = Of(rows);
        return gone.Count > 0
            || rows.Exists(row => row.ContentLength > 0 && AreContentsOver(row.Entry))
            || IsDue(kept.Sum(row => LineLength + row.ContentLength));

        // Lines may be much longer than roughly: where little was superseded the last time, as little is before the file has doubled.
        bool IsDue(long live) => length >= MinLength && Math.Max(live, compacted) <= length / 2;
    }

    /// <summary>Returns the jobs that are kept, with what is kept of them, and those that are left out.</summary>
    internal (List<LedgerRow> Kept, List<LedgerRow> Gone) Of(List<LedgerRow> rows)
    {
        var (kept, gone) = (new List<LedgerRow>(rows.Count), new List<LedgerRow>());
        foreach (var row in rows)
        {
            if (IsOver(row.Entry, jobs))
            {
                gone.Add(row);
            }
            else
            {
                kept.Add(AreContentsOver(row.Entry) ? row with { Input = default, Result = default } : row);
            }
        }

        return (kept, gone);
    }

    /// <summary>The time until which copies of files are those of a job that is left out, and not of a later call with its key.</summary>
    internal DateTimeOffset LeftUntil(LedgerEntry gone) => LeftCopies.Until(gone.ChangedAt, jobs);

    // A refused job may be put down again, and whoever submits it then may have no other input than the one that is kept.
    private bool AreContentsOver(LedgerEntry entry) => entry.State == LedgerState.Delivered && IsOver(entry, contents);

    private bool IsOver(LedgerEntry entry, TimeSpan? kept) =>
        kept is { } duration && entry.State is (LedgerState.Delivered or LedgerState.Refused)
        && time.GetUtcNow() - entry.ChangedAt > duration;
}
