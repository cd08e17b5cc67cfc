using System.Globalization;
using SchemaSdk.Emulation;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs all jobs at once in one way, in a process of its own, and prints what it cost.</summary>
internal static class Contestant
{
    internal const string Command = "contestant";

    internal const int Jobs = 10_000;

    private const int WarmUpJobs = 500;

    // Of both: ten thousand connections would be what is measured.
    private const int Connections = 64;

    internal static async Task RunAsync(string way, Uri service)
    {
        var token = new ModelEmulatorOptions().Token;
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using IDisposable runs = way == "client" ? new ClientRuns(http, service, token) : new HandWrittenLoop(http, service, token);
        Func<Task> run = way == "client" ? ((ClientRuns)runs).RunAsync : ((HandWrittenLoop)runs).RunAsync;
        await AllAsync(run, WarmUpJobs);
        var cost = await Cost.OfAsync(() => AllAsync(run, Jobs), Jobs);
        Console.WriteLine(cost.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task AllAsync(Func<Task> run, int jobs)
    {
        var running = new Task[jobs];
        for (var job = 0; job < jobs; job++)
        {
            running[job] = run();
        }

        await Task.WhenAll(running);
    }
}
