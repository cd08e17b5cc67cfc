using System.Globalization;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>
/// Runs jobs in several ways in one process. The ways take turns, so a slow machine and JIT compilation affect all ways alike.
/// </summary>
internal static class SideBySide
{
    internal const string Command = "side-by-side";

    /// <summary>Measures the costs of several ways to run jobs at one service.</summary>
    /// <param name="runTime">The median run time of jobs.</param>
    /// <param name="arrival">The time over which jobs are submitted; zero to submit all at the same time.</param>
    /// <param name="warmUps">
    /// The number of warm-up rounds for each way. The last warm-up round measures only the memory in use.
    /// </param>
    /// <param name="count">The number of measured rounds for each way.</param>
    /// <param name="ways">The names of the ways.</param>
    /// <returns>The costs of each round, in the order of the ways.</returns>
    internal static async Task<List<Cost[]>> CostsAsync(TimeSpan runTime, TimeSpan arrival, int warmUps, int count, params string[] ways)
    {
        var (emulator, address) = await EmulatorProcess.StartAsync(runTime);
        using (emulator)
        {
            try
            {
                var within = arrival.ToString("c", CultureInfo.InvariantCulture);
                using var process = ChildProcess.Start([Command, address.AbsoluteUri, within, Text(warmUps), Text(count), .. ways]);
                List<Cost[]> all = [];
                long before = 0;
                for (var round = 0; round < warmUps + count; round++)
                {
                    var costs = new Cost[ways.Length];
                    for (var turn = 0; turn < ways.Length; turn++)
                    {
                        await process.StandardInput.WriteLineAsync();
                        await process.StandardInput.FlushAsync();
                        var line = await process.StandardOutput.ReadLineAsync()
                            ?? throw new InvalidOperationException($"The process that runs the jobs ended in round {round + 1}.");
                        var requests = await EmulatorProcess.RequestsAsync(emulator);
                        costs[WayOf(round, turn, ways)] = Cost.Parse(line, CultureInfo.InvariantCulture) with
                        {
                            Requests = (double)(requests - before) / Contestant.Jobs,
                        };
                        before = requests;
                    }

                    all.Add(costs);
                }

                await process.WaitForExitAsync();
                return all[warmUps..];
            }
            finally
            {
                emulator.StandardInput.Close();
                await emulator.WaitForExitAsync();
            }
        }
    }

    internal static async Task RunAsync(Uri service, TimeSpan arrival, int warmUps, int count, string[] ways)
    {
        var contestants = Array.ConvertAll(ways, way => Contestant.Of(way, service));
        try
        {
            var live = new double[ways.Length];
            for (var round = 0; round < warmUps + count; round++)
            {
                for (var turn = 0; turn < ways.Length; turn++)
                {
                    // Waits until the parent process has counted the requests of the previous turn.
                    await Console.In.ReadLineAsync();
                    var way = WayOf(round, turn, ways);
                    Task<double> AllAsync() => Contestant.AllAsync(contestants[way], arrival);
                    if (round == warmUps - 1)
                    {
                        live[way] = await Cost.LiveOfAsync(AllAsync, Contestant.Jobs);
                        Console.WriteLine(new Cost(0, 0, 0, 0, 0, 0, 0).ToString(CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        var cost = await Cost.OfAsync(AllAsync, Contestant.Jobs, isSampled: false) with { Live = live[way] };
                        Console.WriteLine(cost.ToString(CultureInfo.InvariantCulture));
                    }
                }
            }
        }
        finally
        {
            Array.ForEach(contestants, contestant => contestant.Dispose());
        }
    }

    private static int WayOf(int round, int turn, string[] ways) => (round + turn) % ways.Length;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
