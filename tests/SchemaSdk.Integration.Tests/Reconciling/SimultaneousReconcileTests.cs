namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>Tests that a submit whose answer was lost can be searched for by several callers at the same time.</summary>
public sealed class SimultaneousReconcileTests
{
    [Fact]
    public async Task Two_simultaneous_calls_find_the_same_job()
    {
        await using var bench = new ListBench("Replicate");
        var lost = await bench.LostAsync(isAccepted: true);
        using var go = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        bench.Gate.Body = () =>
        {
            if (bench.Gate.Lists == 1)
            {
                reached.SetResult();
                go.Wait();
            }

            return null;
        };

        var late = Task.Run(() => lost.ReconcileAsync());
        await reached.Task.Soonish();
        var found = await lost.ReconcileAsync().Soonish();
        go.Set();

        Assert.Equal(bench.Emulator.BilledRequestIds.Single(), found.RequestId);
        Assert.Equal(found, await late.Soonish());
    }
}
