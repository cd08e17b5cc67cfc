namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines of jobs, as another process records them.</summary>
internal static class LedgerStories
{
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
}
