namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>
/// Tests that a job is found in the service's list, and not submitted again, if the ledger failed after the service had accepted the job.
/// </summary>
public sealed class UnrecordedIdTests
{
    private static readonly ReconcileOptions Settles = new() { NotAcceptedAfter = TimeSpan.FromHours(2) };

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_job_whose_id_the_ledger_could_not_record_is_found_although_the_client_knows_the_id(string service)
    {
        await using var bench = new ListBench(service);
        var options = new RunOptions { Key = "order-1" };
        bench.Store.Fail(from: LedgerState.Accepted);
        var unrecorded = await Soon.Throws<ModelLedgerException>(
            bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), options));
        bench.Time.Sleep(TimeSpan.FromHours(3));
        await bench.Time.DelayAsync(TimeSpan.FromSeconds(2));   // the ledger has failed again, and pauses before it records the id
        bench.Store.Before = null;
        var unknown = await Soon.Throws<ModelSubmissionUnknownException>(
            bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), options));

        var found = await unknown.ReconcileAsync(Settles).Soonish();

        Assert.Equal((ReconcileOutcome.Accepted, unrecorded.RequestId), (found.Outcome, found.RequestId));
        Assert.Equal(1, bench.Emulator.Bills);
    }
}
