using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Emulation;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs all jobs at the same time in one of the compared ways, in a separate process, and prints the cost.</summary>
internal static class Contestant
{
    internal const string Command = "contestant";

    internal const int Jobs = 10_000;

    /// <param name="way">
    /// How to run the jobs: <c>client</c>, <c>ledger</c>, <c>keyed</c>, <c>calls</c>, <c>loop</c> or <c>short-loop</c>.
    /// </param>
    /// <param name="service">The address of the service.</param>
    internal static async Task RunAsync(string way, Uri service)
    {
        using var contestant = Of(way, service);

        // After a full warm-up round, code is compiled, pools and connections exist, and the client knows its model.
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
            "keyed" => new ClientRuns(service, token, hasLedger: true, hasKeys: true),
            "calls" => new BareCalls(service, token),
            "loop" => new HandWrittenLoop(service, token, TimeSpan.FromSeconds(2)),
            "short-loop" => new HandWrittenLoop(service, token, TimeSpan.FromSeconds(0.8)),
            _ => throw new ArgumentException(
                $"\"{way}\" is not a contestant. Use client, ledger, keyed, calls, loop or short-loop.", nameof(way)),
        };
    }

    /// <param name="contestant">Runs the jobs.</param>
    /// <param name="arrival">The time over which jobs are submitted; zero to submit all at the same time.</param>
    /// <returns>The mean delay from the end of a job until it is detected, in seconds.</returns>
    internal static async Task<double> AllAsync(IContestant contestant, TimeSpan arrival = default) =>
        (await EndsAsync(contestant, Jobs, arrival)).Average(static end => end.Delay.TotalSeconds);

    /// <param name="contestant">Runs the jobs.</param>
    /// <param name="count">The number of jobs.</param>
    /// <param name="arrival">The time over which jobs are submitted; zero to submit all at the same time.</param>
    /// <returns>The age of each job at its end, and the delay until the end is detected.</returns>
    internal static async Task<(TimeSpan Age, TimeSpan Delay)[]> EndsAsync(IContestant contestant, int count, TimeSpan arrival)
    {
        var ends = new Task<(TimeSpan, TimeSpan)>[count];
        var watch = Stopwatch.StartNew();
        for (var job = 0; job < count; job++)
        {
            while (watch.Elapsed < arrival * job / count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }

            ends[job] = EndOfAsync(contestant);
        }

        return await Task.WhenAll(ends);
    }

    private static async Task<(TimeSpan Age, TimeSpan Delay)> EndOfAsync(IContestant contestant)
    {
        var begun = DateTimeOffset.UtcNow;
        var ended = await contestant.RunAsync();
        return (ended - begun, DateTimeOffset.UtcNow - ended);
    }
}
