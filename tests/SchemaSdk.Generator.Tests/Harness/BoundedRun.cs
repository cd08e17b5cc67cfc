using System.Runtime.ExceptionServices;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// A run of the generator, and the number of bytes that it allocated. The generator runs on a thread with a stack of 1 MB, the smallest
/// that any compiler provides.
/// </summary>
internal sealed record BoundedRun(GeneratorRun Run, long AllocatedBytes)
{
    private const int StackBytes = 1 << 20;

    /// <summary>A long timeout, which only ends a run that hangs. Tests limit the allocated bytes instead of the time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static BoundedRun Over(params SchemaText[] files)
    {
        BoundedRun? result = null;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var run = GeneratorRun.Over(files);
                    result = new(run, GC.GetAllocatedBytesForCurrentThread() - before);
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
