using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Creates ledgers, clients with a ledger, and entries.</summary>
internal static class Shelf
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public const string Key = "order-7";

    public static readonly RunOptions Keyed = new() { Key = Key };

    /// <summary>Options for a clock that skips every delay, with which a short timeout would soon elapse.</summary>
    public static readonly RunOptions Patient = Keyed with { JobTimeout = TimeSpan.FromDays(20) };

    public static MemoryJobLedger Open(MemoryStore store, JobLedgerOptions? options = null) =>
        new(store, (options ?? new JobLedgerOptions()) with { TimeProvider = new FakeTime() });

    /// <summary>Creates a client with a ledger, and a service that accepts every job and reports its end at the second poll.</summary>
    public static Stage Accepting(JobLedger ledger)
    {
        var stage = Stage.Accepting();
        stage.Options.Ledger = ledger;
        stage.Script.Status.Does(
            Steps.OfAsked(Steps.Status("in_queue")), Steps.OfAsked(Steps.Status("completed")));
        stage.Script.Result.Does(Steps.OfAsked(Steps.Succeeded));
        return stage;
    }

    /// <summary>Creates a client that has a ledger and a model that takes files.</summary>
    public static UploadStage Uploading(JobLedger ledger, params Step[] answers)
    {
        var stage = new UploadStage(answers);
        stage.Options.Ledger = ledger;
        return stage;
    }

    public static LedgerEntry Intent(string key) => new()
    {
        Key = key,
        ModelId = "acme/still",
        InputHash = "00",
        ChangedAt = Now,
        Input = """{"prompt":"a cat"}"""u8.ToArray(),
    };

    public static async Task<LedgerEntry> NextAsync(this JobLedger ledger, LedgerEntry last, LedgerState state)
    {
        var next = last with { State = state, Version = last.Version + 1, Input = default };
        await ledger.RecordAsync(next);
        return next;
    }

    public static Task<List<LedgerEntry>> AllAsync(this JobLedger ledger) => ledger.ListAsync().ToListAsync().AsTask();

    public static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}

internal sealed class FailingCipher(Exception failure) : LedgerCipher
{
    public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => throw failure;

    public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) => throw failure;
}
