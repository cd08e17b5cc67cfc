namespace SchemaSdk.Integration.Tests.Reconciling;

public sealed class FoundJobTests
{
    // All but the last digit of a version's hash.
    private const string Hash = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15cca";

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

    [Fact]
    public async Task A_submit_whose_id_is_known_is_not_settled_with_another_job()
    {
        await using var bench = new ListBench("Replicate");
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidResponse));
        var lost = await Soon.Throws<ModelSubmissionUnknownException>(bench.Client.SubmitAsync(ListBench.Model, ListBench.Json()));
        bench.Gate.Body = () => ListOf(bench, ListBench.Model, "hidden");
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        var missing = await lost.ReconcileAsync().Soonish();
        bench.Gate.Body = () => null;
        var found = await lost.ReconcileAsync().Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, lost.RequestId), (missing.Outcome, found.RequestId));
    }

    [Theory]
    [InlineData("acme/video:v1", "acme/film", "v1", ReconcileOutcome.Accepted)]
    [InlineData("acme/video/versions/v1", "acme/film", "v1", ReconcileOutcome.Accepted)]
    [InlineData("acme/video:v1", "acme/video", "hidden", ReconcileOutcome.Accepted)]
    [InlineData("acme/video", "Acme/Video", "hidden", ReconcileOutcome.Accepted)]
    [InlineData("acme/video:v1", "acme/film", "v2", ReconcileOutcome.NotAccepted)]
    [InlineData("acme/video", "acme/film", "v1", ReconcileOutcome.NotAccepted)]
    [InlineData($"acme/video:{Hash}1", "acme/video", $"{Hash}2", ReconcileOutcome.NotAccepted)]
    [InlineData($"acme/video:{Hash}1", "acme/film", $"{Hash}1", ReconcileOutcome.Accepted)]
    public async Task A_job_is_found_by_its_version_or_by_its_name_in_any_case(
        string model, string named, string version, ReconcileOutcome outcome)
    {
        await using var bench = new ListBench("Replicate");
        bench.Lose(isAccepted: false);
        var lost = await Soon.Throws<ModelSubmissionUnknownException>(bench.Client.SubmitAsync(model, ListBench.Json()));
        bench.Gate.Body = () => ListOf(bench, named, version);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        var found = await lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }).Soonish();

        Assert.Equal((outcome, outcome == ReconcileOutcome.Accepted ? "abc" : null), (found.Outcome, found.RequestId));
    }

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
        await bench.Time.DelayAsync(TimeSpan.FromSeconds(2));   // the ledger has failed again, so the client pauses before it retries
        bench.Store.Before = null;
        var unknown = await Soon.Throws<ModelSubmissionUnknownException>(
            bench.RecordingClient.SubmitAsync(ListBench.Model, ListBench.Json(), options));

        var found = await unknown.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.FromHours(2) }).Soonish();

        Assert.Equal((ReconcileOutcome.Accepted, unrecorded.RequestId), (found.Outcome, found.RequestId));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    private static string ListOf(ListBench bench, string model, string version) =>
        $$"""
        {"results":[{"id":"abc","model":"{{model}}","version":"{{version}}","created_at":"{{bench.Time.GetUtcNow():O}}",
        "input":{{ListBench.Input}}}],"next":null}
        """;
}
