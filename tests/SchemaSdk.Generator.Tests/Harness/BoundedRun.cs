using System.Runtime.ExceptionServices;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>A run of the generator on a stack as small as any compiler's, and what it took.</summary>
/// <param name="Run">The run.</param>
/// <param name="AllocatedBytes">What it allocated, all in all.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record BoundedRun(GeneratorRun Run, long AllocatedBytes, TimeSpan Elapsed)
{
    /// <summary>The stack of a thread on Windows.</summary>
    private const int StackBytes = 1 << 20;

    /// <summary>Only to end a run that would not end: what a run may cost is counted in bytes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the generator.</summary>
    /// <param name="files">The files.</param>
    /// <returns>What it gave; fails if it threw, took for ever or found a defect of its own (SSDK011).</returns>
    public static BoundedRun Over(params SchemaText[] files)
    {
        BoundedRun? result = null;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var clock = System.Diagnostics.Stopwatch.StartNew();
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var run = GeneratorRun.Over(files);
                    result = new(run, GC.GetAllocatedBytesForCurrentThread() - before, clock.Elapsed);
                }
                catch (Exception error)
                {
                    thrown = ExceptionDispatchInfo.Capture(error);
                }
            },
            StackBytes)
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), $"The generator took more than {Patience.TotalMinutes} minutes.");
        thrown?.Throw();
        Assert.DoesNotContain(result!.Run.Result.Diagnostics, problem => problem.Id == "SSDK011");
        return result;
    }
}
