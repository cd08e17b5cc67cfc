using System.Diagnostics;
using System.Globalization;
using SchemaSdk.PostgreSql;
using SchemaSdk.Testing;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>
/// Measures how many steps per second a ledger in PostgreSQL records while it holds other, waiting jobs, and how evenly several processes
/// share jobs. The database syncs every write to disk. It runs on the same cores as the processes, which are warmed up first.
/// </summary>
internal static class PostgreSqlReport
{
    private const int Processes = 4;
    private const int Callers = 1_000;

    /// <summary>The maximum deviation of a process's number of jobs from an even share, as a fraction of that share.</summary>
    private const double MostUneven = 0.20;

    /// <param name="output">Receives the results.</param>
    /// <param name="jobs">
    /// The number of jobs that wait in the ledger while the same number of other jobs run. Afterwards, the same number of enqueued jobs
    /// are claimed.
    /// </param>
    /// <returns>Zero if the processes share the jobs evenly enough, else 1. The rates have no limit.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, int jobs)
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using (var ledger = new PostgreSqlJobLedger(database))
        {
            var waiting = Enumerable.Range(0, jobs).Select(at => LedgerSteps.Intent($"waits-{at}"));
            await Task.WhenAll(waiting.Select(intent => LedgerSteps.AcceptAsync(ledger, intent)));
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var at = caller; at < jobs; at += Callers)
                {
                    var accepted = await LedgerSteps.AcceptAsync(ledger, LedgerSteps.Intent($"runs-{at}"));
                    await LedgerSteps.DeliverAsync(ledger, accepted);
                }
            }));
            var rate = jobs * LedgerSteps.Count / clock.Elapsed.TotalSeconds;
            Write(output, $"{rate,8:0} ledger steps per second by {Callers} callers in one process, while {jobs} other jobs wait");
            var queued = Enumerable.Range(0, jobs).Select(at => LedgerSteps.Queued($"queued-{at}"));
            await Task.WhenAll(queued.Select(intent => ledger.BeginAsync(intent).AsTask()));
        }

        return await ShareAsync(output, database, jobs) <= MostUneven ? 0 : 1;
    }

    private static async Task<double> ShareAsync(TextWriter output, string database, int jobs)
    {
        var processes = Enumerable.Range(0, Processes).Select(_ => ChildProcess.Start(LedgerWorker.Command, database)).ToList();
        foreach (var process in processes)
        {
            await process.StandardOutput.ReadLineAsync();   // "ready"
        }

        var clock = Stopwatch.StartNew();
        processes.ForEach(process => process.StandardInput.Close());
        var shares = new List<int>();
        foreach (var process in processes)
        {
            shares.Add(int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }

        var even = jobs / (double)Processes;
        var rate = jobs * (LedgerSteps.Count - 1) / clock.Elapsed.TotalSeconds;
        Write(output, $"{rate,8:0} ledger steps per second by {Processes} processes that claim jobs");
        var uneven = shares.Max(share => Math.Abs(share - even)) / even;
        Write(output, $"{uneven,8:P0} largest deviation from an even share (limit {MostUneven:P0}); jobs: {string.Join(", ", shares)}");
        return uneven;
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
