namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class RestartTests : WorkerTest
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task Jobs_that_run_when_a_host_stops_are_continued_by_the_next_host()
    {
        await using var shop = Shop.Running(_time);
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
        using (var first = Shop.Build(Register))
        {
            Handled.Does = (_, _) => throw new InvalidOperationException("The database of orders is away.");
            await first.StartAsync();
            await first.EnqueueAsync("order-1");
            await Handled.UntilEndedAsync(2);
            await first.StopAsync().Soonish();
        }

        var requests = Shop.Service.Requests;
        Handled.Does = (_, _) => Task.CompletedTask;
        using var next = await Shop.StartAsync(Register);
        await next.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal((requests, 1), (Shop.Service.Requests, Shop.Service.Bills));
        Assert.NotNull(Handled.Ended.Last().Result);
    }

    [Fact]
    public async Task A_stopping_host_waits_for_a_submit_keeps_its_id_and_sends_no_other_job()
    {
        await using var shop = Shop.Running(_time);
        var slow = new HeldAnswers();
        using (var host = await shop.StartAsync(Register, options => options.MaxSubmits = 1, inFront: slow))
        {
            await host.EnqueueAsync("order-1");
            await slow.Reached.Soonish();
            await host.EnqueueAsync("order-2", "a car");
            var stopping = host.StopAsync();
            Assert.False(stopping.IsCompleted);
            slow.Go();
            await stopping.Soonish();
        }

        await using var ledger = new MemoryJobLedger(shop.Jobs);
        var (sent, unsent) = ((await ledger.FindAsync("order-1"))!, (await ledger.FindAsync("order-2"))!);
        Assert.Equal((LedgerState.Accepted, shop.Service.BilledRequestIds[0]), (sent.State, sent.RequestId));
        Assert.Equal((LedgerState.Intended, null, 1), (unsent.State, unsent.Attempt, shop.Service.Bills));
    }
}
