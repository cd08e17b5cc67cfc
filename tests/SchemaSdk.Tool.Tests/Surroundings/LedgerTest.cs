using SchemaSdk.Sqlite;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>The base class for tests that run commands on a ledger that already has jobs.</summary>
public abstract class LedgerTest : EmulatedTest
{
    private protected const string LedgerPath = "data/jobs.db";

    private const string Answer = """{"status":"completed","output":{"video":"https://files.example/a.mp4"}}""";

    /// <summary>The time that every recorded entry has.</summary>
    private protected static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private protected LedgerCipher? Cipher { get; set; }

    /// <summary>Records a job in the ledger step by step, until it has the given state.</summary>
    private protected async Task RecordAsync(
        string key, LedgerState state, string? requestId = null, string? input = null, DateTimeOffset? sentAt = null,
        string? service = null, string model = Star, string? customer = null, bool hasOwnToken = false)
    {
        await using var ledger = Open();
        var entry = ledger.IntentOf(key, model, Encoding.UTF8.GetBytes(input ?? $$"""{"prompt":"{{key}}"}""")) with
        {
            IsQueued = false,
            Service = service,
            Customer = customer,
        };
        await ledger.BeginAsync(entry);
        foreach (var next in StepsTo(state))
        {
            entry = entry with
            {
                State = next,
                Version = entry.Version + 1,
                Attempt = new() { Number = 1, SentAt = sentAt ?? Then, HasOwnToken = hasOwnToken },
                RequestId = next is LedgerState.Accepted ? requestId : entry.RequestId,
                End = next is LedgerState.Ended ? new() { Outcome = JobState.Succeeded } : entry.End,
                Input = default,
                Result = next is LedgerState.Ended ? Encoding.UTF8.GetBytes(Answer) : default,
            };
            await ledger.RecordAsync(entry);
        }
    }

    private protected async Task<LedgerEntry> FindAsync(string key)
    {
        await using var ledger = Open();
        return (await ledger.FindAsync(key))!;
    }

    private protected SqliteJobLedger Open() => new(
        Tool.PathOf(LedgerPath), new() { Ledger = new() { TimeProvider = new FixedTime { Now = Then, Passing = Time }, Cipher = Cipher } });

    /// <summary>Runs <c>schemasdk jobs</c> on the ledger.</summary>
    private protected Task<int> JobsAsync(params string[] args) => RunAsync(["jobs", .. args, "--ledger", LedgerPath]);

    private protected Task JobsFailAsync(int exit, string message, params string[] args) =>
        FailsAsync(exit, message, ["jobs", .. args, "--ledger", LedgerPath]);

    private protected Task JobsReportAsync(int exit, string text, params string[] args) =>
        ReportsAsync(exit, text, ["jobs", .. args, "--ledger", LedgerPath]);

    private static LedgerState[] StepsTo(LedgerState state) => state switch
    {
        LedgerState.Intended => [],
        LedgerState.Sending => [LedgerState.Sending],
        LedgerState.Delivered => [.. StepsTo(LedgerState.Ended), LedgerState.Delivered],
        LedgerState.Ended => [.. StepsTo(LedgerState.Accepted), LedgerState.Ended],
        _ => [LedgerState.Sending, state],
    };
}
