using System.Collections.Concurrent;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Runs all cells, several at a time, because a cell spends most of its time waiting.</summary>
internal static class MatrixRun
{
    private const int AtOnce = 12;

    private static readonly Lazy<Task<IReadOnlyList<CellResult>>> Run = new(RunAsync);

    private static readonly ConcurrentQueue<string> Unobserved = new();

    public static Task<IReadOnlyList<CellResult>> Results => Run.Value;

    public static IReadOnlyCollection<string> UnobservedErrors => Unobserved;

    private static async Task<IReadOnlyList<CellResult>> RunAsync()
    {
        // Finalizes the failed tasks of earlier tests first, so that their errors are not counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException += (_, error) => Unobserved.Enqueue(error.Exception.ToString());

        // Without this minimum, the pool would add only about one thread per second.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 4 * AtOnce), ports);

        // The first call of each kind is slow, because its code has to be compiled.
        foreach (var service in MatrixService.All)
        {
            foreach (var call in service.Calls)
            {
                foreach (var isTls in (bool[])[false, true])
                {
                    var row = new Row("", "", FaultKind.Harmless, IsForGood: false) { IsTls = isTls };
                    await CellRun.RunAsync(new Cell(service, row, call));
                }
            }
        }

        var results = new CellResult[Cell.All.Count];
        await Parallel.ForAsync(
            0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) => results[index] = await CellRun.RunAsync(Cell.All[index]));
        for (var index = 0; index < results.Length; index++)
        {
            // A busy machine may cause two inconclusive runs in a row. If the client is too slow, all runs are inconclusive.
            for (var time = 0; time < 3 && results[index].IsInconclusive; time++)
            {
                results[index] = await CellRun.RunAsync(Cell.All[index]) with { IsSecond = true };
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        await MatrixTable.WriteAsync(results);
        return results;
    }
}
