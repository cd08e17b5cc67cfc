using SchemaSdk.PostgreSql;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>One of several processes that claim jobs until none are left, and record a success for each.</summary>
internal static class LedgerWorker
{
    internal const string Command = "ledger-worker";

    private const int AtOnce = 50;
    private const int ToWarmUp = 10_000;   // enough for the JIT compiler to optimize the methods that run once per claim

    internal static async Task RunAsync(string database)
    {
        await WarmUpAsync(database);
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.MigrateAsync();
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadToEndAsync();
        await Console.Out.WriteLineAsync($"{await WorkAsync(ledger)}");
    }

    private static async Task WarmUpAsync(string database)
    {
        await using var ledger = new PostgreSqlJobLedger(database, new() { Schema = $"warm_up_{Environment.ProcessId}" });
        var queued = Enumerable.Range(0, ToWarmUp).Select(at => LedgerSteps.Queued($"warm-{at}"));
        await Task.WhenAll(queued.Select(intent => ledger.BeginAsync(intent).AsTask()));
        await WorkAsync(ledger);
    }

    private static async Task<int> WorkAsync(PostgreSqlJobLedger ledger)
    {
        var done = 0;
        while (await ledger.ClaimAsync(LedgerWork.Submit, AtOnce) is { Count: > 0 } jobs)
        {
            await Task.WhenAll(jobs.Select(async job => await LedgerSteps.DeliverAsync(ledger, await LedgerSteps.SendAsync(ledger, job))));
            done += jobs.Count;
        }

        return done;
    }
}
