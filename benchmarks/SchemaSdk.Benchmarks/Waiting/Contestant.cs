using System.Globalization;
using SchemaSdk.Emulation;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs all jobs at once in one way, in a process of its own, and prints what it cost.</summary>
internal static class Contestant
{
    internal const string Command = "contestant";

    internal const int Jobs = 10_000;

    private const int WarmUpJobs = 300;
    private const int WarmUpJobsAtOnce = 100;

    // Of both: ten thousand connections, all at once, would be what is measured.
    private const int SubmitsAtOnce = 64;

    internal static async Task RunAsync(string way, Uri service)
    {
        using var submits = new SemaphoreSlim(SubmitsAtOnce);
        using IContestant contestant = way switch
        {
            "client" => new ClientRuns(service, new ModelEmulatorOptions().Token, submits),
            "loop" => new HandWrittenLoop(service, new ModelEmulatorOptions().Token, submits),
            _ => throw new ArgumentException($"There is no way \"{way}\".", nameof(way)),
        };
        for (var jobs = WarmUpJobs; jobs > 0; jobs -= WarmUpJobsAtOnce)
        {
            await AllAsync(contestant, WarmUpJobsAtOnce);
        }

        var cost = await Cost.OfAsync(() => AllAsync(contestant, Jobs), Jobs);
        Console.WriteLine(cost.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task AllAsync(IContestant contestant, int jobs)
    {
        var running = new Task[jobs];
        for (var job = 0; job < jobs; job++)
        {
            running[job] = contestant.RunAsync();
        }

        await Task.WhenAll(running);
    }
}
