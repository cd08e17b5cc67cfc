using System.Collections.Concurrent;
using SchemaSdk.Reliability.Tests.Faults.Matrix;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>Runs three rounds with one client. In a full run, 10,000 jobs run at the same time; otherwise 160.</summary>
internal static class SoakRun
{
    private const int Rounds = 3;

    private static readonly Lazy<Task<IReadOnlyList<RoundFigures>>> Run = new(RunAsync);

    private static readonly ConcurrentQueue<string> Unobserved = new();

    public static int AtOnce => FullRun.IsOn ? 10_000 : 160;

    /// <summary>
    /// The number of jobs to start so that <see cref="AtOnce"/> jobs run at the same time. A tenth end as unknown, and others are cancelled
    /// before all jobs have started.
    /// </summary>
    private static int Jobs => AtOnce * 5 / 4;

    public static Task<IReadOnlyList<RoundFigures>> Figures => Run.Value;

    public static IReadOnlyCollection<string> UnobservedErrors => Unobserved;

    private static async Task<IReadOnlyList<RoundFigures>> RunAsync()
    {
        // Finalizes the failed tasks of earlier tests first, so that their errors are not counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException += (_, error) => Unobserved.Enqueue(error.Exception.ToString());

        AddThreads();
        var port = FreePorts.Take(1)[0];
        using var client = Round.NewClient(MatrixService.RunComfy, port);
        List<RoundFigures> figures = [];

        // This small round makes .NET compile all code that later rounds use, and allocates everything that is kept permanently.
        await Round.RunAsync(0, 100, port, client);
        for (var number = 1; number <= Rounds; number++)
        {
            figures.Add(await RoundAsync(number, port, client));
        }

        return figures;
    }

    /// <summary>Runs one round at the given service.</summary>
    public static async Task<RoundFigures> OneAsync(MatrixService service)
    {
        AddThreads();
        var port = FreePorts.Take(1)[0];
        using var client = Round.NewClient(service, port);

        // Without compiled code, the first submits on a busy machine may end as unknown.
        await Round.RunAsync(number: 0, 100, port, client);
        return await Round.RunAsync(number: 1, Jobs, port, client);
    }

    // The pool would grow by only one thread per second, too slowly for the service and its clients.
    private static void AddThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 32), ports);
    }

    private static async Task<RoundFigures> RoundAsync(int number, int port, SoakClient client)
    {
        var figures = await Round.RunAsync(number, Jobs, port, client);
        var sockets = await SettledSocketsAsync();

        return figures with { Sockets = sockets, Bytes = Held() };
    }

    private static long Held()
    {
        for (var time = 0; time < 3; time++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // The client takes a moment to notice that the service has closed its connections.
    private static async Task<int> SettledSocketsAsync()
    {
        if (!OpenSockets.CanCount)
        {
            return 0;
        }

        var least = int.MaxValue;
        for (var look = 0; look < 20; look++)
        {
            least = Math.Min(least, OpenSockets.Count());
            await Task.Delay(50);
        }

        return least;
    }
}
