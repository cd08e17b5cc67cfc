using System.Diagnostics;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The cost of some work for its process.</summary>
/// <param name="Cpu">Milliseconds of processor time, including the runtime's compilation and garbage collection.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="WorkingSet">Bytes of the largest working set, of the whole process.</param>
internal sealed record RunCost(double Cpu, double Allocated, double WorkingSet)
{
    internal static RunCost Of(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(true));
        work();
        process.Refresh();
        return new RunCost(
            (process.TotalProcessorTime - cpu).TotalMilliseconds, GC.GetTotalAllocatedBytes(true) - allocated, process.PeakWorkingSet64);
    }
}
