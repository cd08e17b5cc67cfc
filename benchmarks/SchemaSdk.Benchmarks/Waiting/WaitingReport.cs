using System.Globalization;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Compares the cost of waiting for a job through the client and in a hand-written loop.</summary>
internal static class WaitingReport
{
    /// <summary>The median run time of jobs. It is shorter than that of most real jobs, so that a round takes only a few seconds.</summary>
    internal static readonly TimeSpan RunTime = TimeSpan.FromSeconds(4);

    private const int WarmUps = 2;

    // Each of the three ways (loop, client, calls) runs first in two of the six rounds.
    private const int Rounds = 6;

    private static readonly string[] Ways = ["loop", "client", "calls"];

    /// <param name="output">Receives the tables.</param>
    /// <param name="count">The number of processes for each compared way. Medians are reported, because a process may be disturbed.</param>
    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, int count)
    {
        var rounds = await RoundsAsync(count, Ways);
        var inTurn = await SideBySide.CostsAsync(RunTime, TimeSpan.Zero, WarmUps, Rounds, Ways);
        return Write(output, rounds.ConvertAll(Named), inTurn.ConvertAll(Named)) ? 0 : 1;
    }

    private static (Cost Loop, Cost Client, Cost Calls) Named(Cost[] costs) => (costs[0], costs[1], costs[2]);

    private static async Task<List<Cost[]>> RoundsAsync(int count, params string[] ways)
    {
        var (emulator, address) = await EmulatorProcess.StartAsync(RunTime);
        using (emulator)
        {
            try
            {
                List<Cost[]> all = [];
                for (var round = 0; round < count; round++)
                {
                    var costs = new Cost[ways.Length];
                    for (var way = 0; way < ways.Length; way++)
                    {
                        costs[way] = await CostOfAsync(ways[way], address);
                    }

                    all.Add(costs);
                }

                return all;
            }
            finally
            {
                emulator.StandardInput.Close();
                await emulator.WaitForExitAsync();
            }
        }
    }

    private static bool Write(
        TextWriter output, List<(Cost Loop, Cost Client, Cost Calls)> rounds, List<(Cost Loop, Cost Client, Cost Calls)> inTurn)
    {
        output.WriteLine(
            $"Cost per job for {Contestant.Jobs} concurrent jobs, with log-normal durations around {RunTime.TotalSeconds} s, sigma 0.25; "
            + $"medians of {inTurn.Count} rounds of each variant. The variants take turns in one process, after {WarmUps} warm-up rounds.");
        output.WriteLine();
        WriteHead(output);

        // These CPU times are more exact: those in the next table include JIT compilation, and vary by over ten percent between processes.
        var isKept = Row(output, inTurn, "CPU, ms", cost => cost.Cpu, 0.90)
            & Row(output, inTurn, "requests", cost => cost.Requests, null)
            & Row(output, inTurn, "allocated, KiB", cost => cost.Allocated / 1024, null);
        output.WriteLine();
        output.WriteLine(
            $"The same jobs; medians of {rounds.Count} processes for each variant. In the second round, each process samples its memory "
            + "50 times a second; in the third, it collects garbage to measure the memory held.");
        output.WriteLine();
        WriteHead(output);
        return isKept
            & Row(output, rounds, "CPU, with sampling, ms", cost => cost.Cpu, 0.90)
            & Row(output, rounds, "peak memory held, KiB", cost => cost.Live / 1024, 0.60)
            & Row(output, rounds, "peak managed heap, with garbage, KiB", cost => cost.Heap / 1024, null)
            // No limit, because most of the working set is the same for every variant.
            & Row(output, rounds, "peak working set of the process, MiB", cost => cost.WorkingSet / (1 << 20), null)
            & Row(output, rounds, "working set of the process before the second round, MiB", cost => cost.Before / (1 << 20), null)
            & Row(output, rounds, "allocated, KiB", cost => cost.Allocated / 1024, 0.65)
            & Row(output, rounds, "mean delay until the end of a job is detected, s", cost => cost.Delay, 1.00)
            & Row(output, rounds, "all 10,000 jobs together, s", cost => cost.Seconds, null);
    }

    private static void WriteHead(TextWriter output)
    {
        output.WriteLine("| | bare calls | hand-written loop | client | ratio to loop | limit |");
        output.WriteLine("|---|---|---|---|---|---|");
    }

    private static bool Row(
        TextWriter output, List<(Cost Loop, Cost Client, Cost Calls)> rounds, string name, Func<Cost, double> figure, double? limit)
    {
        var loop = Cost.Median(rounds.Select(round => figure(round.Loop)));
        var client = Cost.Median(rounds.Select(round => figure(round.Client)));
        var calls = Cost.Median(rounds.Select(round => figure(round.Calls)));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {calls:F2} | {loop:F2} | {client:F2} | {client / loop:F2} | {limit:F2} |"));
        return limit is null || client / loop <= limit;
    }

    private static async Task<Cost> CostOfAsync(string way, Uri address)
    {
        using var process = ChildProcess.Start(Contestant.Command, way, address.AbsoluteUri);
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return Cost.Parse(
            line ?? throw new InvalidOperationException($"The process for \"{way}\" ended without printing its cost."),
            CultureInfo.InvariantCulture);
    }
}
