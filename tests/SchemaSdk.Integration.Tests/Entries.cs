using System.Text;

namespace SchemaSdk.Integration.Tests;

/// <summary>Creates entries and records the steps of jobs.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static LedgerEntry Intent(string key, string model = "acme/still", string input = """{"prompt":"a cat"}""") => new()
    {
        Key = key,
        ModelId = model,
        InputHash = "00",
        ChangedAt = Now,
        Input = Encoding.UTF8.GetBytes(input),
    };

    public static LedgerEntry Queued(string key, string model = "acme/still") => Intent(key, model) with { IsQueued = true };

    public static LedgerEntry Next(this LedgerEntry last, LedgerState state, string? requestId = null) => last with
    {
        State = state,
        Version = last.Version + 1,
        RequestId = requestId ?? last.RequestId,
        Attempt = state == LedgerState.Sending
            ? new() { Number = (last.Attempt?.Number ?? 0) + 1, SentAt = last.ChangedAt }
            : last.Attempt,
        End = state == LedgerState.Ended ? last.End ?? new() { Outcome = JobState.Succeeded } : last.End,
        Input = default,
        Result = state == LedgerState.Ended ? "{}"u8.ToArray() : default,
    };

    public static async Task<LedgerEntry> NextAsync(
        this JobLedger ledger, LedgerEntry last, LedgerState state, string? requestId = null)
    {
        var next = last.Next(state, requestId);
        await ledger.RecordAsync(next);
        return next;
    }

    /// <summary>Begins a job, and records its steps up to a state.</summary>
    public static async Task<LedgerEntry> UpToAsync(
        this JobLedger ledger, string key, LedgerState state, decimal? price = null, DateTimeOffset? at = null)
    {
        var last = Intent(key) with { PriceUsd = price, ChangedAt = at ?? Now };
        Assert.Null(await ledger.BeginAsync(last));
        LedgerState[] way = state switch
        {
            LedgerState.Intended => [],
            LedgerState.Refused => [LedgerState.Sending, LedgerState.Refused],
            LedgerState.Unknown => [LedgerState.Sending, LedgerState.Unknown],
            LedgerState.Delivered => [LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended, LedgerState.Delivered],
            LedgerState.Ended => [LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended],
            LedgerState.Accepted => [LedgerState.Sending, LedgerState.Accepted],
            _ => [LedgerState.Sending],
        };
        foreach (var step in way)
        {
            last = await ledger.NextAsync(last, step, step == LedgerState.Accepted ? $"req-{key}" : null);
        }

        return last;
    }

    public static async Task<List<LedgerEntry>> AllAsync(this JobLedger ledger)
    {
        var all = new List<LedgerEntry>();
        await foreach (var entry in ledger.ListAsync())
        {
            all.Add(entry);
        }

        return all;
    }

    public static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
