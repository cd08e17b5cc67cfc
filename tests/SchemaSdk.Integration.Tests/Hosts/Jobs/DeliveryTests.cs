using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>A job that a handler has taken is not given to it again because the ledger does not take the line.</summary>
public class DeliveryTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    [Fact]
    public async Task A_job_that_another_process_delivered_meanwhile_is_not_given_out_again()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Delivered)
            {
                // Another process records the same line first.
                ledger.Put(line);
            }
        };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Single(_handed.Ended);
        Assert.DoesNotContain(_log.Messages, message => message.Id is 3 or 12 or 13);
    }

    [Fact]
    public async Task A_line_that_cannot_be_written_is_tried_again_without_the_handler()
    {
        await using var shop = new Shop();
        var failures = 2;
        var ledger = new MoodyLedger
        {
            Before = line => _ = line.State == LedgerState.Delivered && failures-- > 0 ? throw new TimeoutException("It is away.") : line,
        };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Single(_handed.Ended);
        Assert.Equal([13], _log.Messages.Select(message => message.Id).Where(id => id is 3 or 12 or 13));
    }

    [Fact]
    public async Task A_later_job_that_has_the_key_by_then_is_handed_out_as_well()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        _handed.Does = async (job, _) =>
        {
            if (_handed.Ended.Count == 1)
            {
                // Another process has delivered it, its ledger has forgotten it, and the next job with its key has ended.
                var known = await ledger.FindAsync("order-1", CancellationToken.None);
                ledger.Put(known! with { RequestId = "the-later-one" });
            }
        };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await _handed.UntilEndedAsync(2);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal("the-later-one", _handed.Ended.Last().Entry.RequestId);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_key_for_which_somebody_waited_in_vain()
    {
        await using var shop = new Shop();
        using var host = shop.Build(Register);

        var key = await WaitInVainAsync(host.Jobs());

        await Soon.Until(() =>
        {
            GC.Collect();
            return Task.FromResult(!key.IsAlive);
        });
    }

    private static async Task<WeakReference> WaitInVainAsync(IModelJobs jobs)
    {
        var key = $"order-{Guid.NewGuid()}";
        await Assert.ThrowsAsync<ModelLedgerException>(() => jobs.WaitAsync(key));
        return new WeakReference(key);
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log));
    }
}
