using System.Text;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Makes ledgers in memory, and entries for them.</summary>
internal static class Shelf
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static MemoryJobLedger Open(MemoryStore store, JobLedgerOptions? options = null) =>
        new(store, (options ?? new JobLedgerOptions()) with { TimeProvider = new FakeTime() });

    /// <summary>A service that accepts a job, which ends at the second look, and a client with a ledger.</summary>
    public static Bench.Stage Accepting(JobLedger ledger)
    {
        var stage = Bench.Stage.Accepting();
        stage.Options.Ledger = ledger;
        stage.Script.Status.Does(
            Bench.Steps.OfAsked(Bench.Steps.Status("in_queue")), Bench.Steps.OfAsked(Bench.Steps.Status("completed")));
        stage.Script.Result.Does(Bench.Steps.OfAsked(Bench.Steps.Succeeded));
        return stage;
    }

    public static LedgerEntry Intent(string key, string input = """{"prompt":"a cat"}""") => new()
    {
        Key = key,
        ModelId = "acme/still",
        InputHash = "00",
        ChangedAt = Now,
        Input = Encoding.UTF8.GetBytes(input),
    };

    /// <summary>Puts the next line down.</summary>
    public static async Task<LedgerEntry> NextAsync(
        this JobLedger ledger, LedgerEntry last, LedgerState state, string? requestId = null)
    {
        var next = last with { State = state, Version = last.Version + 1, RequestId = requestId ?? last.RequestId, Input = default };
        await ledger.RecordAsync(next);
        return next;
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
