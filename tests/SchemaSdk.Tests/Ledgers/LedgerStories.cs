namespace SchemaSdk.Tests.Ledgers;

/// <summary>Creates the entries that another process would record.</summary>
internal static class LedgerStories
{
    public static LedgerEntry Next(LedgerEntry last, LedgerState state) => last with
    {
        State = state,
        Version = last.Version + 1,
        Attempt = state == LedgerState.Sending
            ? new() { Number = (last.Attempt?.Number ?? 0) + 1, SentAt = Shelf.Now }
            : last.Attempt,
        RequestId = state == LedgerState.Accepted ? $"id-of-{last.Key}" : last.RequestId,
        End = state == LedgerState.Ended ? new() { Outcome = JobState.Succeeded, CostUsd = 0.25m } : last.End,
        Input = default,
        Result = state == LedgerState.Ended ? System.Text.Encoding.UTF8.GetBytes($"{{\"result\":\"{last.Key}\"}}") : default,
    };
}
