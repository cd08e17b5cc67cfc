using System.Text;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Commands on a ledger in their folder, with jobs that some program has left in it.</summary>
public abstract class LedgerTest : EmulatedTest
{
    private protected const string LedgerPath = "data/jobs.db";

    private const string Answer = """{"status":"completed","output":{"video":"https://files.example/a.mp4"}}""";

    /// <summary>The time at which every line was put down.</summary>
    private protected static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The cipher of the program; null: it keeps everything as it is.</summary>
    private protected LedgerCipher? Cipher { get; set; }

    /// <summary>Leaves a job in a state.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">The state.</param>
    /// <param name="requestId">The id, from the state on in which the service has given it.</param>
    /// <param name="input">The input as JSON; null: a prompt.</param>
    /// <param name="sentAt">The time at which it was sent; null: that of all lines.</param>
    private protected async Task LeaveAsync(
        string key, LedgerState state, string? requestId = null, string? input = null, DateTimeOffset? sentAt = null)
    {
        await using var ledger = Open();
        var entry = ledger.IntentOf(key, Star, Encoding.UTF8.GetBytes(input ?? $$"""{"prompt":"{{key}}"}""")) with { IsQueued = false };
        await ledger.BeginAsync(entry);
        foreach (var next in Way(state))
        {
            entry = entry with
            {
                State = next,
                Version = entry.Version + 1,
                Attempt = new() { Number = 1, SentAt = sentAt ?? Then },
                RequestId = next is LedgerState.Accepted ? requestId : entry.RequestId,
                End = next is LedgerState.Ended ? new() { Outcome = JobState.Succeeded } : entry.End,
                Input = default,
                Result = next is LedgerState.Ended ? Encoding.UTF8.GetBytes(Answer) : default,
            };
            await ledger.RecordAsync(entry);
        }
    }

    /// <summary>The job as it is now.</summary>
    private protected async Task<LedgerEntry> FindAsync(string key)
    {
        await using var ledger = Open();
        return (await ledger.FindAsync(key))!;
    }

    private protected SqliteJobLedger Open() => new(
        Tool.PathOf(LedgerPath), new() { Ledger = new() { TimeProvider = new StillTime { Now = Then, Passing = Time }, Cipher = Cipher } });

    /// <summary>Runs a command of <c>schemasdk jobs</c> on the ledger.</summary>
    private protected Task<int> JobsAsync(params string[] args) => RunAsync(["jobs", .. args, "--ledger", LedgerPath]);

    private static LedgerState[] Way(LedgerState state) => state switch
    {
        LedgerState.Intended => [],
        LedgerState.Sending => [LedgerState.Sending],
        LedgerState.Delivered => [.. Way(LedgerState.Ended), LedgerState.Delivered],
        LedgerState.Ended => [.. Way(LedgerState.Accepted), LedgerState.Ended],
        _ => [LedgerState.Sending, state],
    };
}
