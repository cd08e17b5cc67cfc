namespace SchemaSdk.Tests.Ledgers;

/// <summary>Histories of jobs, of which each ends in another state.</summary>
internal static class LedgerStories
{
    private static readonly LedgerState[][] Stories =
    [
        [],
        [LedgerState.Sending],
        [LedgerState.Sending, LedgerState.Accepted],
        [LedgerState.Sending, LedgerState.Refused],
        [LedgerState.Sending, LedgerState.Unknown],
        [LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended],
        [LedgerState.Sending, LedgerState.Intended, LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended, LedgerState.Delivered],
    ];

    /// <summary>Compares entries by all that they say.</summary>
    public static readonly IEqualityComparer<LedgerEntry> Same = EqualityComparer<LedgerEntry>.Create(
        (one, other) => Bare(one!) == Bare(other!) && one!.Input.Span.SequenceEqual(other!.Input.Span)
            && one.Result.Span.SequenceEqual(other.Result.Span),
        entry => entry.Key.GetHashCode(StringComparison.Ordinal));

    /// <summary>The states of a job after its first one.</summary>
    public static LedgerState[] Of(int job) => Stories[job % Stories.Length];

    /// <summary>Puts down the lines of some jobs, one story after the other.</summary>
    public static async Task TellAsync(JobLedger ledger, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            await TellAsync(ledger, $"job-{i}", Of(i));
        }
    }

    /// <summary>Puts down all lines of a job that was delivered.</summary>
    public static Task TellAsync(JobLedger ledger, string key) => TellAsync(ledger, key, Stories[^1]);

    public static async Task TellAsync(JobLedger ledger, string key, IEnumerable<LedgerState> states)
    {
        var line = Shelf.Intent(key);
        await ledger.BeginAsync(line);
        foreach (var state in states)
        {
            line = Next(line, state);
            await ledger.RecordAsync(line);
        }
    }

    /// <summary>Makes the next line of a job.</summary>
    public static LedgerEntry Next(LedgerEntry line, LedgerState state) => line with
    {
        State = state,
        Version = line.Version + 1,
        Attempts = state == LedgerState.Sending ? line.Attempts + 1 : line.Attempts,
        SentAt = state == LedgerState.Sending ? Shelf.Now : line.SentAt,
        RequestId = state == LedgerState.Accepted ? $"id-of-{line.Key}" : line.RequestId,
        Outcome = state == LedgerState.Ended ? JobState.Succeeded : line.Outcome,
        CostUsd = state == LedgerState.Ended ? 0.25m : line.CostUsd,
        Input = default,
        Result = state == LedgerState.Ended ? System.Text.Encoding.UTF8.GetBytes($"{{\"result\":\"{line.Key}\"}}") : default,
    };

    /// <summary>The job as it is after a restart.</summary>
    public static LedgerEntry Forsaken(LedgerEntry entry) => entry.State != LedgerState.Sending
        ? entry
        : entry with { State = LedgerState.Unknown, Version = entry.Version + 1, ChangedAt = default };

    /// <summary>Lists the jobs with their inputs and results.</summary>
    public static async Task<List<LedgerEntry>> WholeAsync(this JobLedger ledger)
    {
        var all = new List<LedgerEntry>();
        foreach (var entry in await ledger.AllAsync())
        {
            all.Add((await ledger.FindAsync(entry.Key))!);
        }

        return all;
    }

    // The time of a line that the ledger puts down by itself is that of the machine.
    private static LedgerEntry Bare(LedgerEntry entry) => entry with
    {
        Input = default,
        Result = default,
        Files = [],
        ChangedAt = entry.State == LedgerState.Unknown ? default : entry.ChangedAt,
    };
}
