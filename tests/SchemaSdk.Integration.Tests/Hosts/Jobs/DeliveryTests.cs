namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class DeliveryTests : WorkerTest
{
    [Fact]
    public async Task A_job_that_another_process_delivered_meanwhile_is_not_delivered_again()
    {
        var ledger = new UnreliableLedger();
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Delivered)
            {
                // Acts as another process that records the same entry first.
                ledger.Put(line);
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Single(Handled.Ended);
        Assert.DoesNotContain(Log.Messages, message => message.Id is 3 or 12 or 13);
    }

    [Fact]
    public async Task A_delivery_that_could_not_be_recorded_is_retried_without_the_handler()
    {
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Delivered, times: 2) };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Single(Handled.Ended);
        Assert.Equal([13], Log.Messages.Select(message => message.Id).Where(id => id is 3 or 12 or 13));
    }

    [Fact]
    public async Task A_later_job_with_the_same_key_is_delivered_too()
    {
        var ledger = new UnreliableLedger();
        Handled.Does = async (job, _) =>
        {
            if (Handled.Ended.Count == 1)
            {
                // Acts as if the job had been delivered and removed, and a later job with the same key had ended.
                var known = await ledger.FindAsync("order-1", CancellationToken.None);
                ledger.Put(known! with { RequestId = "the-later-one" });
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.EnqueueAsync("order-1");
        await Handled.UntilEndedAsync(2);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal("the-later-one", Handled.Ended.Last().Entry.RequestId);
    }

    [Fact]
    public async Task A_wait_for_a_missing_key_leaves_nothing_in_memory()
    {
        using var host = Shop.Build(Register);

        var key = await WaitInVainAsync(host.Jobs());

        await Soon.Until(() =>
        {
            GC.Collect();
            return !key.IsAlive;
        });
    }

    private static async Task<WeakReference> WaitInVainAsync(IModelJobs jobs)
    {
        var key = $"order-{Guid.NewGuid()}";
        await Assert.ThrowsAsync<ModelLedgerException>(() => jobs.WaitAsync(key));
        return new WeakReference(key);
    }
}
