using System.Diagnostics;
using System.Globalization;
using SchemaSdk.PostgreSql;
using SchemaSdk.Testing;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>
/// Measures the lines a second of a ledger in PostgreSQL beside jobs that wait, and the share of each process. The database, synced, and
/// the processes, each of which has worked for a while before, are on this machine, and share its cores.
/// </summary>
internal static class PostgreSqlReport
{
    private const int Processes = 4;
    private const int Callers = 1_000;

    /// <summary>The most by which the share of a process may differ from an even one.</summary>
    private const double MostUneven = 0.20;

    /// <param name="output">Where the figures go.</param>
    /// <param name="jobs">The number of jobs that wait, of those that run, and of those that are claimed.</param>
    /// <returns>Zero: the processes share evenly enough. The figures have no limit.</returns>
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
            Write(output, $"{rate,8:0} lines a second, {Callers} callers of one process, beside {jobs} jobs that wait");
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
            await process.StandardOutput.ReadLineAsync();   // it is ready
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
        Write(output, $"{rate,8:0} lines a second, {Processes} processes that claim");
        var uneven = shares.Max(share => Math.Abs(share - even)) / even;
        Write(output, $"{uneven,8:P0} from an even share at most (limit {MostUneven:P0}): {string.Join(", ", shares)}");
        return uneven;
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
