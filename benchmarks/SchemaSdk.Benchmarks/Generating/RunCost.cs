using System.Diagnostics;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>What a piece of work costs the process that does it.</summary>
/// <param name="Cpu">Processor time in milliseconds, including JIT compilation and garbage collection.</param>
/// <param name="Allocated">The number of bytes allocated.</param>
/// <param name="WorkingSet">The peak working set of the whole process, in bytes.</param>
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
