using SchemaSdk.PostgreSql;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>Records the steps of a successful job in a ledger.</summary>
internal static class LedgerSteps
{
    /// <summary>The number of steps that are recorded for each job.</summary>
    internal const int Count = 5;

    private static readonly byte[] Input = """{"prompt":"A red kite over a lake","duration":5,"aspect_ratio":"16:9"}"""u8.ToArray();
    private static readonly byte[] Result = new byte[600];
    private static readonly LedgerEnd End = new() { Outcome = JobState.Succeeded, CostUsd = 0.25m };

    internal static LedgerEntry Intent(string key) =>
        new() { Key = key, ModelId = "acme/still", InputHash = new string('0', 64), Input = Input, ChangedAt = DateTimeOffset.UtcNow };

    internal static LedgerEntry Queued(string key) => Intent(key) with { IsQueued = true };

    internal static async Task<LedgerEntry> AcceptAsync(PostgreSqlJobLedger ledger, LedgerEntry intent)
    {
        await ledger.BeginAsync(intent);
        return await SendAsync(ledger, intent);
    }

    internal static async Task<LedgerEntry> SendAsync(PostgreSqlJobLedger ledger, LedgerEntry last)
    {
        var sending = Next(last, LedgerState.Sending) with { Attempt = new() { Number = 1, SentAt = DateTimeOffset.UtcNow } };
        await ledger.RecordAsync(sending);
        var accepted = Next(sending, LedgerState.Accepted) with { RequestId = $"req-{last.Key}" };
        await ledger.RecordAsync(accepted);
        return accepted;
    }

    internal static async Task DeliverAsync(PostgreSqlJobLedger ledger, LedgerEntry accepted)
    {
        var ended = Next(accepted, LedgerState.Ended) with { End = End, Result = Result };
        await ledger.RecordAsync(ended);
        await ledger.RecordAsync(Next(ended, LedgerState.Delivered) with { Result = default });
    }

    private static LedgerEntry Next(LedgerEntry last, LedgerState state) => last with
    {
        State = state,
        Version = last.Version + 1,
        ChangedAt = DateTimeOffset.UtcNow,
        Input = default,
    };
}
