using SchemaSdk.PostgreSql;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>One of several processes that claim jobs until none is left, and puts down that each of them succeeded.</summary>
internal static class LedgerWorker
{
    internal const string Command = "ledger-worker";

    private const int AtOnce = 50;

    internal static async Task RunAsync(string database)
    {
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.MigrateAsync();
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadToEndAsync();
        var done = 0;
        while (await ledger.ClaimAsync(LedgerWork.Submit, AtOnce) is { Count: > 0 } jobs)
        {
            await Task.WhenAll(jobs.Select(async job => await LedgerSteps.DeliverAsync(ledger, await LedgerSteps.SendAsync(ledger, job))));
            done += jobs.Count;
        }

        await Console.Out.WriteLineAsync($"{done}");
    }
}
