using System.Globalization;
using SchemaSdk.Benchmarks.Waiting;

namespace SchemaSdk.Benchmarks.Tail;

/// <summary>
/// Compares how late a client and a polling loop with the same mean delay detect that jobs have ended. The model is new to the client.
/// </summary>
internal static class TailReport
{
    private const double MostLate = 1.20;
    private const double MostOfAge = 0.25;
    private const double MostCpu = 1.00;

    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(4);

    /// <param name="output">Receives the table.</param>
    /// <param name="count">The number of processes for each compared way. Medians are reported.</param>
    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, int count)
    {
        output.WriteLine(
            $"The first {TailRun.Jobs} jobs of a client, with log-normal durations around {RunTime.TotalSeconds} s, sigma 0.25; "
            + $"medians of {count} processes for each variant");
        output.WriteLine();
        output.WriteLine(
            "| jobs start | variant | mean delay, s | p95 delay, s | longest delay, s | largest delay as a share of the job's age "
            + "| CPU, ms per job | p95, ratio to loop | CPU, ratio to loop |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var kept = await WriteAsync(output, count, TimeSpan.Zero, "at once");
        kept &= await WriteAsync(output, count, TimeSpan.FromSeconds(20), "within 20 s");
        return kept ? 0 : 1;
    }

    private static async Task<bool> WriteAsync(TextWriter output, int count, TimeSpan arrival, string begin)
    {
        List<TailRun> loops = [], clients = [];
        var (emulator, address) = await EmulatorProcess.StartAsync(RunTime);
        using (emulator)
        {
            for (var round = 0; round < count; round++)
            {
                loops.Add(await RunAsync("short-loop", address, arrival));
                clients.Add(await RunAsync("client", address, arrival));
            }

            emulator.StandardInput.Close();
            await emulator.WaitForExitAsync();
        }

        var (loop, client) = (Median(loops), Median(clients));
        Row(output, begin, "loop of 0.8 s", loop, loop);
        Row(output, begin, "client", client, loop);
        return client.Late <= MostLate * loop.Late && client.LastOfAge <= MostOfAge && client.Cpu <= MostCpu * loop.Cpu;
    }

    private static void Row(TextWriter output, string begin, string way, TailRun run, TailRun loop) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {begin} | {way} | {run.Mean:F2} | {run.Late:F2} | {run.Last:F2} | {run.LastOfAge:F2} | {run.Cpu:F2} "
        + $"| {run.Late / loop.Late:F2} | {run.Cpu / loop.Cpu:F2} |"));

    private static TailRun Median(List<TailRun> runs) => new(
        Cost.Median(runs.Select(static run => run.Mean)),
        Cost.Median(runs.Select(static run => run.Late)),
        Cost.Median(runs.Select(static run => run.Last)),
        Cost.Median(runs.Select(static run => run.LastOfAge)),
        Cost.Median(runs.Select(static run => run.Cpu)));

    private static async Task<TailRun> RunAsync(string way, Uri address, TimeSpan arrival)
    {
        using var process = ChildProcess.Start(
            TailRun.Command, way, address.AbsoluteUri, arrival.ToString("c", CultureInfo.InvariantCulture));
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return TailRun.Parse(line ?? throw new InvalidOperationException($"The process for \"{way}\" ended without printing its cost."));
    }
}
