using System.Diagnostics;
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
    internal static async Task RunAsync(string way, Uri service)
    {
        using var contestant = Of(way, service);

        // One whole round: code, pools and connections are those that both are left with, and the client knows its model.
        await AllAsync(contestant);

        var cost = await Cost.OfAsync(() => AllAsync(contestant), Jobs, isSampled: true);
        cost = cost with { Live = await Cost.LiveOfAsync(() => AllAsync(contestant), Jobs) };

        Console.WriteLine(cost.ToString(CultureInfo.InvariantCulture));
    }

    internal static IContestant Of(string way, Uri service)
    {
        var token = new ModelEmulatorOptions().Token;
        return way switch
        {
            "client" => new ClientRuns(service, token, hasLedger: false),
            "ledger" => new ClientRuns(service, token, hasLedger: true),
            "calls" => new BareCalls(service, token),
            "loop" => new HandWrittenLoop(service, token),
            _ => throw new ArgumentException($"The ways are client, ledger, calls and loop, and \"{way}\" was asked for.", nameof(way)),
        };
    }

    /// <param name="contestant">Runs them.</param>
    /// <param name="arrival">The time over which they come; zero: all at once.</param>
    /// <returns>How long after its end each was known, in seconds, on average.</returns>
    internal static async Task<double> AllAsync(IContestant contestant, TimeSpan arrival = default)
    {
        var delays = new Task<TimeSpan>[Jobs];
        var watch = Stopwatch.StartNew();
        for (var job = 0; job < Jobs; job++)
        {
            while (watch.Elapsed < arrival * job / Jobs)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }

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
