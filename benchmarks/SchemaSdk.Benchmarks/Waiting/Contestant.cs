using System.Globalization;
using SchemaSdk.Emulation;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs all jobs at once in one way, in a process of its own, and prints what it cost.</summary>
internal static class Contestant
{
    internal const string Command = "contestant";

    internal const int Jobs = 10_000;

    /// <param name="way">The way.</param>
    /// <param name="service">The address of the service.</param>
    /// <param name="rounds">
    /// 2: one to warm up, and one that is measured; 3: one more for what is held in memory; 4: one more for its processor time later on.
    /// </param>
    internal static async Task RunAsync(string way, Uri service, int rounds)
    {
        using IContestant contestant = way switch
        {
            "client" => new ClientRuns(service, new ModelEmulatorOptions().Token, hasLedger: false),
            "ledger" => new ClientRuns(service, new ModelEmulatorOptions().Token, hasLedger: true),
            "calls" => new BareCalls(service, new ModelEmulatorOptions().Token),
            "loop" => new HandWrittenLoop(service, new ModelEmulatorOptions().Token),
            _ => throw new ArgumentException($"There is no way \"{way}\".", nameof(way)),
        };

        // One whole round: code, pools and connections are those that both are left with, and the client knows its model.
        await AllAsync(contestant);

        var cost = await Cost.OfAsync(() => AllAsync(contestant), Jobs);
        if (rounds > 2)
        {
            cost = cost with { Live = await Cost.LiveOfAsync(() => AllAsync(contestant), Jobs) };
        }

        if (rounds > 3)
        {
            cost = cost with { Later = (await Cost.OfAsync(() => AllAsync(contestant), Jobs)).Cpu };
        }

        Console.WriteLine(cost.ToString(CultureInfo.InvariantCulture));
    }

    /// <returns>How long after its end each was known, in seconds, on average.</returns>
    private static async Task<double> AllAsync(IContestant contestant)
    {
        var delays = new Task<TimeSpan>[Jobs];
        for (var job = 0; job < Jobs; job++)
        {
            delays[job] = DelayOfAsync(contestant);
        }

        return (await Task.WhenAll(delays)).Average(static delay => delay.TotalSeconds);
    }

    private static async Task<TimeSpan> DelayOfAsync(IContestant contestant)
    {
        var ended = await contestant.RunAsync();
        return DateTimeOffset.UtcNow - ended;
    }
}
