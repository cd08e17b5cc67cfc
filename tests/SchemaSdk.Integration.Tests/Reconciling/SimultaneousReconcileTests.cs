using SchemaSdk.Emulation;

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

    [Fact]
    public async Task A_job_whose_id_arrived_in_the_broken_answer_of_one_submit_is_not_the_job_of_another()
    {
        await using var bench = new ListBench("Replicate");
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidResponse));
        var first = await Soon.Throws<ModelSubmissionUnknownException>(bench.Client.SubmitAsync(ListBench.Model, ListBench.Json()));
        var second = await bench.LostAsync(isAccepted: false);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        var missing = await second.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }).Soonish();
        var found = await first.ReconcileAsync().Soonish();

        Assert.Equal(bench.Emulator.BilledRequestIds.Single(), first.RequestId);
        Assert.Equal((ReconcileOutcome.NotAccepted, first.RequestId), (missing.Outcome, found.RequestId));
    }
}
