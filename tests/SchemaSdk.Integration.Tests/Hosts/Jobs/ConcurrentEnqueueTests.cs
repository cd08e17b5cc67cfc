namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class ConcurrentEnqueueTests : WorkerTest
{
    private readonly UnreliableLedger _ledger = new();

    [Theory]
    [InlineData(LedgerState.Intended)]
    [InlineData(LedgerState.Sending)]
    [InlineData(LedgerState.Delivered)]
    public async Task A_refused_job_that_another_process_enqueues_first_is_the_same_job(LedgerState quicker)
    {
        using var host = Shop.Build(ledger: _ledger);
        _ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused, Version = 5 });
        var losses = 0;
        _ledger.Before = line =>
        {
            if (losses++ == 0)
            {
                _ledger.Put(line with { State = quicker, Lease = line.Lease with { Owner = _ledger.Owner } });
            }
        };

        var job = await host.EnqueueAsync("order-1");

        Assert.Equal((quicker, 6, 1), (job.State, job.Version, losses));
    }

    [Fact]
    public async Task A_job_that_its_caller_is_sending_is_left_to_the_caller()
    {
        using var host = Shop.Build(ledger: _ledger);
        var direct = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { IsQueued = false };
        _ledger.Put(direct);
        var lease = new LedgerLease { Owner = _ledger.Owner };
        _ledger.Before = _ => _ledger.Put(direct with { State = LedgerState.Sending, Version = 2, Lease = lease });

        var job = await host.EnqueueAsync("order-1");

        Assert.Equal((LedgerState.Sending, 2), (job.State, job.Version));
    }

    [Fact]
    public async Task A_job_that_was_refused_again_meanwhile_is_enqueued_again()
    {
        using var host = Shop.Build(ledger: _ledger);
        var refused = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused };
        _ledger.Put(refused);
        var losses = 3;
        _ledger.Before = line =>
        {
            if (losses-- > 0)
            {
                _ledger.Put(refused with { Version = line.Version });
            }
        };

        var job = await host.EnqueueAsync("order-1");

        Assert.Equal((LedgerState.Intended, 5, true), (job.State, job.Version, job.IsQueued));
    }

    [Fact]
    public async Task A_conflict_that_keeps_returning_is_reported_after_a_few_retries()
    {
        using var host = Shop.Build(ledger: _ledger);
        var refused = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Refused };
        _ledger.Put(refused);
        _ledger.Before = line => _ledger.Put(refused with { Version = line.Version });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1"));

        Assert.True(error.IsConflict);
    }
}
