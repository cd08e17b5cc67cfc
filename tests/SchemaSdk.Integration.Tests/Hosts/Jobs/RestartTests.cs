using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Hosts that stop, and the next ones on their ledgers.</summary>
public class RestartTests
{
    private readonly Handed _handed = new();
    private readonly PassingTime _time = new();

    [Fact]
    public async Task Jobs_that_run_when_a_host_stops_are_followed_by_the_next_one()
    {
        await using var shop = Running();
        using (var first = shop.Build(_handed.Register))
        {
            await first.StartAsync();
            await first.EnqueueAsync("order-1");
            await first.EnqueueAsync("order-2", "a car");
            await first.UntilAsync("order-1", LedgerState.Accepted);
            await first.UntilAsync("order-2", LedgerState.Accepted);
            await first.StopAsync().Soonish();
        }

        _time.Pass(3600);
        using var next = shop.Build(_handed.Register);
        await next.StartAsync();
        await next.UntilAsync("order-1", LedgerState.Delivered);
        await next.UntilAsync("order-2", LedgerState.Delivered);

        Assert.Equal((2, 2), (shop.Service.Bills, _handed.Ended.Count));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Cancel));
    }

    [Fact]
    public async Task A_job_that_no_handler_took_is_given_to_that_of_the_next_host_without_a_request()
    {
        await using var shop = new Shop();
        using (var first = shop.Build(_handed.Register))
        {
            _handed.Does = (_, _) => throw new InvalidOperationException("The database of orders is away.");
            await first.StartAsync();
            await first.EnqueueAsync("order-1");
            await _handed.UntilEndedAsync(2);
            await first.StopAsync().Soonish();
        }

        var requests = shop.Service.Requests;
        _handed.Does = (_, _) => Task.CompletedTask;
        using var next = shop.Build(_handed.Register);
        await next.StartAsync();
        await next.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((requests, 1), (shop.Service.Requests, shop.Service.Bills));
        Assert.NotNull(_handed.Ended.Last().Result);
    }

    [Fact]
    public async Task A_submit_on_its_way_is_awaited_and_its_id_kept()
    {
        await using var shop = Running();
        var slow = new SlowAnswer();
        using (var host = shop.Build(_handed.Register, inFront: slow))
        {
            await host.StartAsync();
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
    public async Task What_a_stopping_host_has_not_sent_stays_in_the_ledger()
    {
        await using var shop = Running();
        var slow = new SlowAnswer();
        using (var host = shop.Build(_handed.Register, options => options.MaxSubmits = 1, inFront: slow))
        {
            await host.StartAsync();
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
    public async Task A_handler_at_work_is_awaited_when_the_host_stops()
    {
        await using var shop = new Shop();
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _handed.Does = (_, stop) =>
        {
            reached.SetResult();
            return go.Task.WaitAsync(stop);
        };
        using (var host = shop.Build(_handed.Register))
        {
            await host.StartAsync();
            await host.EnqueueAsync("order-1");
            await reached.Task.Soonish();
            var stopping = host.StopAsync();
            go.SetResult();
            await stopping.Soonish();
        }

        await using var ledger = new MemoryJobLedger(shop.Jobs);
        Assert.Equal(LedgerState.Delivered, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_job_that_runs_is_followed_once_however_often_the_worker_looks_for_work()
    {
        await using var shop = Running();
        var ledger = new MoodyLedger();
        using var host = shop.Build(_handed.Register, ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Accepted);
        var looks = ledger.Looks;
        await Soon.Until(() => Task.FromResult(ledger.Looks > looks + 20));

        _time.Pass(3600);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Single(_handed.Ended);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    private Shop Running() => new(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10), TimeProvider = _time });
}
