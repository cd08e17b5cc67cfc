namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines of jobs, as another process records them.</summary>
internal static class LedgerStories
{
    /// <summary>Makes the next line of a job.</summary>
    public static LedgerEntry Next(LedgerEntry line, LedgerState state) => line with
    {
        State = state,
        Version = line.Version + 1,
        Attempt = state == LedgerState.Sending
            ? new() { Number = (line.Attempt?.Number ?? 0) + 1, SentAt = Shelf.Now }
            : line.Attempt,
        RequestId = state == LedgerState.Accepted ? $"id-of-{line.Key}" : line.RequestId,
        End = state == LedgerState.Ended ? new() { Outcome = JobState.Succeeded, CostUsd = 0.25m } : line.End,
        Input = default,
        Result = state == LedgerState.Ended ? System.Text.Encoding.UTF8.GetBytes($"{{\"result\":\"{line.Key}\"}}") : default,
    };
}
