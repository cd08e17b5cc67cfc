using System.Diagnostics;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>What a job costs the process that waits for it. All values are per job, unless stated otherwise.</summary>
/// <param name="Cpu">Processor time in milliseconds.</param>
/// <param name="Before">The working set of the whole process before the first submit, in bytes.</param>
/// <param name="WorkingSet">The peak working set of the whole process, in bytes.</param>
/// <param name="Heap">The maximum growth of the managed heap, in bytes.</param>
/// <param name="Allocated">The number of bytes allocated.</param>
/// <param name="Delay">The mean delay from the end of a job until it is detected, in seconds.</param>
/// <param name="Seconds">The time from the first submit to the last result of all jobs, in seconds.</param>
/// <param name="Live">The peak memory that garbage collections leave in use, in bytes, from a separate round.</param>
/// <param name="Requests">The number of requests to the service; 0 if they were not counted.</param>
internal sealed record Cost(
    double Cpu,
    double Before,
    double WorkingSet,
    double Heap,
    double Allocated,
    double Delay,
    double Seconds,
    double Live = 0,
    double Requests = 0)
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(20);

    /// <param name="work">Runs the jobs.</param>
    /// <param name="jobs">The number of jobs.</param>
    /// <param name="isSampled">True to sample memory during the run, which costs processor time.</param>
    internal static async Task<Cost> OfAsync(Func<Task<double>> work, int jobs, bool isSampled)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, heap, allocated) = (process.TotalProcessorTime, GC.GetTotalMemory(false), GC.GetTotalAllocatedBytes(true));
        var before = Environment.WorkingSet;
        var (mostWorkingSet, mostHeap) = (before, heap);
        var watch = Stopwatch.StartNew();
        var all = work();
        while (isSampled && await Task.WhenAny(all, Task.Delay(Sampling)) != all)
        {
            mostWorkingSet = Math.Max(mostWorkingSet, Environment.WorkingSet);
            mostHeap = Math.Max(mostHeap, GC.GetTotalMemory(false));
        }

        var delay = await all;
        process.Refresh();
        return new Cost(
            (process.TotalProcessorTime - cpu).TotalMilliseconds / jobs,
            before,
            mostWorkingSet,
            (double)(mostHeap - heap) / jobs,
            (double)(GC.GetTotalAllocatedBytes(true) - allocated) / jobs,
            delay,
            watch.Elapsed.TotalSeconds);
    }

    /// <summary>
    /// Measures the peak memory that the jobs hold, by collecting garbage ten times a second. Collecting costs processor time, so callers
    /// measure the other costs in other rounds.
    /// </summary>
    internal static async Task<double> LiveOfAsync(Func<Task> work, int jobs)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var all = work();
        do
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }
        while (await Task.WhenAny(all, Task.Delay(5 * Sampling)) != all);

        await all;
        return (double)(most - before) / jobs;
    }

    /// <summary>Returns the median: the middle value, or the mean of the two middle values.</summary>
    internal static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    internal static Cost Parse(string line, IFormatProvider culture)
    {
        var parts = Array.ConvertAll(line.Split(' '), part => double.Parse(part, culture));
        return new Cost(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
    }

    internal string ToString(IFormatProvider culture) => string.Create(
        culture, $"{Cpu} {Before} {WorkingSet} {Heap} {Allocated} {Delay} {Seconds} {Live}");
}
