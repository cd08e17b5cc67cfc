using System.Text;

namespace SchemaSdk.Durable.Testing;

internal static class Draft
{
    internal const string Input = """{"prompt":"a cat"}""";

    internal static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    internal static LedgerEntry Intent(string key, string model = "acme/still", string input = Input) => new()
    {
        Key = key,
        ModelId = model,
        InputHash = "00",
        ChangedAt = Now,
        Input = Encoding.UTF8.GetBytes(input),
    };

    internal static LedgerEntry Queued(string key, string model = "acme/still") => Intent(key, model) with { IsQueued = true };

    internal static LedgerEntry Next(this LedgerEntry last, LedgerState state, string? requestId = null) => last with
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

    internal static async Task<LedgerEntry> NextAsync(
        this JobLedger ledger, LedgerEntry last, LedgerState state, string? requestId = null)
    {
        var next = last.Next(state, requestId);
        await ledger.RecordAsync(next).ConfigureAwait(false);
        return next;
    }

    /// <summary>Records a new job and each step up to the given state, as a client would. The request id is "req-" plus the key.</summary>
    internal static async Task<LedgerEntry> UpToAsync(this JobLedger ledger, LedgerEntry intent, LedgerState state)
    {
        Assert.Null(await ledger.BeginAsync(intent).ConfigureAwait(false));
        LedgerState[] way = state switch
        {
            LedgerState.Intended => [],
            LedgerState.Refused => [LedgerState.Sending, LedgerState.Refused],
            LedgerState.Unknown => [LedgerState.Sending, LedgerState.Unknown],
            LedgerState.Accepted => [LedgerState.Sending, LedgerState.Accepted],
            LedgerState.Ended => [LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended],
            LedgerState.Delivered => [LedgerState.Sending, LedgerState.Accepted, LedgerState.Ended, LedgerState.Delivered],
            _ => [LedgerState.Sending],
        };
        var last = intent;
        foreach (var step in way)
        {
            last = await ledger.NextAsync(last, step, step == LedgerState.Accepted ? $"req-{intent.Key}" : null).ConfigureAwait(false);
        }

        return last;
    }

    internal static Task<LedgerEntry> UpToAsync(
        this JobLedger ledger, string key, LedgerState state, decimal? price = null, DateTimeOffset? at = null) =>
        ledger.UpToAsync(Intent(key) with { PriceUsd = price, ChangedAt = at ?? Now }, state);

    internal static async Task<List<LedgerEntry>> AllAsync(this IAsyncEnumerable<LedgerEntry> entries)
    {
        var all = new List<LedgerEntry>();
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            all.Add(entry);
        }

        return all;
    }

    internal static IEnumerable<string> Keys(this IEnumerable<LedgerEntry> entries) => entries.Select(entry => entry.Key);

    internal static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
