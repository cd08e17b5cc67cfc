using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class RestartTests : WorkerTest
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task Jobs_that_run_when_a_host_stops_are_continued_by_the_next_host()
    {
        await using var shop = Running();
        using (var first = await shop.StartAsync(Register))
        {
            await first.EnqueueAsync("order-1");
            await first.EnqueueAsync("order-2", "a car");
            await first.UntilAsync("order-1", LedgerState.Accepted);
            await first.UntilAsync("order-2", LedgerState.Accepted);
            await first.StopAsync().Soonish();
        }

        _time.Pass(3600);
        using var next = await shop.StartAsync(Register);
        await next.UntilAsync("order-1", LedgerState.Delivered);
        await next.UntilAsync("order-2", LedgerState.Delivered);

        Assert.Equal((2, 2), (shop.Service.Bills, Handled.Ended.Count));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Cancel));
    }

    [Fact]
    public async Task A_job_that_was_not_delivered_is_delivered_by_the_next_host_without_a_request()
    {
        await using var shop = new Shop();
        using (var first = shop.Build(Register))
        {
            Handled.Does = (_, _) => throw new InvalidOperationException("The database of orders is away.");
            await first.StartAsync();
            await first.EnqueueAsync("order-1");
            await Handled.UntilEndedAsync(2);
            await first.StopAsync().Soonish();
        }

        var requests = shop.Service.Requests;
        Handled.Does = (_, _) => Task.CompletedTask;
        using var next = await shop.StartAsync(Register);
        await next.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((requests, 1), (shop.Service.Requests, shop.Service.Bills));
        Assert.NotNull(Handled.Ended.Last().Result);
    }

    [Fact]
    public async Task A_stopping_host_waits_for_a_submit_and_keeps_its_id()
    {
        await using var shop = Running();
        var slow = new HeldSubmit();
        using (var host = await shop.StartAsync(Register, inFront: slow))
        {
            await host.EnqueueAsync("order-1");
            await slow.Reached.Soonish();

            var stopping = host.StopAsync();
            Assert.False(stopping.IsCompleted);
            slow.Go();
            await stopping.Soonish();
        }

        await using var ledger = new MemoryJobLedger(shop.Jobs);
        var job = (await ledger.FindAsync("order-1"))!;
        Assert.Equal((LedgerState.Accepted, shop.Service.BilledRequestIds[0]), (job.State, job.RequestId));
    }

    [Fact]
    public async Task Unsent_jobs_of_a_stopping_host_stay_in_the_ledger()
    {
        await using var shop = Running();
        var slow = new HeldSubmit();
        using (var host = await shop.StartAsync(Register, options => options.MaxSubmits = 1, inFront: slow))
        {
            await host.EnqueueAsync("order-1");
            await slow.Reached.Soonish();
            await host.EnqueueAsync("order-2", "a car");
            var stopping = host.StopAsync();
            slow.Go();
            await stopping.Soonish();
        }

        await using var ledger = new MemoryJobLedger(shop.Jobs);
        var unsent = (await ledger.FindAsync("order-2"))!;
        Assert.Equal((LedgerState.Intended, null), (unsent.State, unsent.Attempt));
        Assert.Equal(1, shop.Service.Bills);
    }

    [Fact]
    public async Task A_running_job_is_continued_once_however_often_the_worker_claims_jobs()
    {
        await using var shop = Running();
        var ledger = new UnreliableLedger();
        using var host = await shop.StartAsync(Register, ledger: ledger);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Accepted);
        var looks = ledger.Looks;
        await Soon.Until(() => ledger.Looks > looks + 20);

        _time.Pass(3600);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Single(Handled.Ended);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    private Shop Running() => new(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10), TimeProvider = _time });
}
