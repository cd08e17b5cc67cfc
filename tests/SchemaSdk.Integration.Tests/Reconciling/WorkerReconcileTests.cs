namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>
/// Tests that a worker settles unknown jobs with the service's list of jobs. <see cref="ReconcileTests"/> tests all cases and services.
/// </summary>
public sealed class WorkerReconcileTests
{
    private static readonly ModelJobsOptions Settles = new() { Reconcile = new() { NotAcceptedAfter = TimeSpan.FromHours(2) } };

    private readonly HeardLog _log = new();

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public Task An_accepted_job_is_settled_by_default(string service) => RunAsync(service, isAccepted: true, new(), async bench =>
    {
        await UntilSettledAsync(bench, LedgerState.Accepted);

        Assert.Equal(1, bench.Emulator.Bills);
    });

    [Fact]
    public async Task A_handler_learns_that_an_enqueued_job_never_arrived()
    {
        var handed = new HandledJobs();
        await using var bench = new ListBench("Replicate");
        using var web = new ModelJobsWorker(bench.RecordingClient);
        bench.Lose(isAccepted: false);
        await web.Jobs.EnqueueAsync("order-1", ListBench.Model, ListBench.Json());

        await RunAsync(
            bench,
            Settles,
            async () =>
            {
                await UntilAsync(bench, async () => await bench.Ledger.StateOfAsync("order-1") == LedgerState.Unknown);
                await UntilSettledAsync(bench, LedgerState.Refused, step: 60);
                await Soon.Until(() => handed.Refused.Count == 1);
            },
            new HandledJobs.Handler(handed));

        var (job, error) = Assert.Single(handed.Refused);
        Assert.Equal(("order-1", LedgerState.Refused), (job.Key, job.State));
        Assert.Contains("The list has no job for this submit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_does_not_learn_that_a_person_settled_a_job()
    {
        var handed = new HandledJobs();
        await using var bench = new ListBench("Replicate");
        using var web = new ModelJobsWorker(bench.RecordingClient);
        foreach (var key in (string[])["order-1", "order-2"])
        {
            bench.Lose(isAccepted: false);
            await web.Jobs.EnqueueAsync(key, ListBench.Model, ListBench.Json());
        }

        await RunAsync(bench, new() { Reconcile = null }, () => UntilAsync(
            bench, async () => (await bench.Ledger.SummarizeAsync()).Unknown == 2));

        // Settles order-2 while the worker reads the list to look for order-1.
        var settling = new Lazy<LedgerEntry>(
            () => bench.Ledger.SettleAsync("order-2", requestId: null, "Ann").AsTask().GetAwaiter().GetResult());
        bench.Gate.Body = () => settling.Value.RequestId;
        await RunAsync(
            bench,
            Settles,
            async () =>
            {
                await UntilSettledAsync(bench, LedgerState.Refused, step: 60);
                await Soon.Until(() => handed.Refused.Count > 0);
            },
            new HandledJobs.Handler(handed));

        Assert.Equal("order-1", Assert.Single(handed.Refused).Job.Key);
    }

    [Fact]
    public Task A_list_that_lacks_the_job_at_first_settles_the_job_when_it_is_read_again() => RunAsync(
        "fal",
        isAccepted: true,
        new(),
        async bench =>
        {
            await UntilSettledAsync(bench, LedgerState.Accepted);

            Assert.Contains(_log.Messages, message => message.Text.StartsWith(
                $"Job order-1 of {ListBench.Model} stays unknown: The list has no job for this submit, and ", StringComparison.Ordinal));
        },
        bench =>
        {
            var reads = 0;
            bench.Gate.Body = () => ++reads == 1 ? bench.EmptyList : null;
        });

    [Fact]
    public async Task A_job_that_was_sent_and_listed_at_the_last_possible_moment_is_settled_as_accepted()
    {
        await using var bench = new ListBench("Replicate");
        bench.DelayList(ListBench.JobTimeout + ListBench.SubmitTimeout + ListBench.Grace + TimeSpan.FromMinutes(1));
        await bench.HungAsync(bench.RecordingClient, new RunOptions { Key = "order-1" });

        await RunAsync(
            bench, new() { Reconcile = new() { NotAcceptedAfter = TimeSpan.Zero } }, () => UntilSettledAsync(bench, LedgerState.Accepted));
    }

    [Fact]
    public Task Without_the_option_the_list_is_never_read() =>
        RunAsync("fal", isAccepted: true, new() { Reconcile = null }, async bench =>
        {
            var end = bench.Time.GetUtcNow() + TimeSpan.FromHours(1);
            await UntilAsync(bench, () => Task.FromResult(bench.Time.GetUtcNow() > end), step: 15);

            Assert.Equal((LedgerState.Unknown, 0), (await bench.Ledger.StateOfAsync("order-1"), bench.Gate.Lists));
        });

    private async Task RunAsync(
        string service, bool isAccepted, ModelJobsOptions options, Func<ListBench, Task> test, Action<ListBench>? before = null)
    {
        await using var bench = new ListBench(service);
        before?.Invoke(bench);
        await bench.LostAsync(isAccepted, bench.RecordingClient, new RunOptions { Key = "order-1" });
        await RunAsync(bench, options, () => test(bench));
    }

    private async Task RunAsync(ListBench bench, ModelJobsOptions options, Func<Task> test, IModelJobHandler? handler = null)
    {
        using var stop = new CancellationTokenSource();
        using var worker = new ModelJobsWorker(
            bench.RecordingClient, handler, options, _log.CreateLogger("SchemaSdk.IModelJobs"));
        var running = worker.RunAsync(stop.Token);
        await test();
        await stop.CancelAsync();
        await UntilAsync(bench, () => Task.FromResult(running.IsCompleted));
        await running;
    }

    private static async Task UntilSettledAsync(ListBench bench, LedgerState state, int step = 5)
    {
        await UntilAsync(bench, async () => await bench.Ledger.StateOfAsync("order-1") != LedgerState.Unknown, step);
        var entry = (await bench.Ledger.FindAsync("order-1"))!;

        // A job at Replicate has a deadline, so it may end before the worker finds it.
        var settled = entry.State == LedgerState.Ended ? LedgerState.Accepted : entry.State;
        Assert.Equal((state, "reconciliation"), (settled, entry.Settled?.By));
        Assert.Equal(state == LedgerState.Accepted ? bench.Emulator.BilledRequestIds[0] : null, entry.RequestId);
    }

    private static Task UntilAsync(ListBench bench, Func<Task<bool>> isSo, int step = 5) => Soon.Until(async () =>
    {
        bench.Time.Advance(TimeSpan.FromSeconds(step));
        return await isSo();
    });
}
