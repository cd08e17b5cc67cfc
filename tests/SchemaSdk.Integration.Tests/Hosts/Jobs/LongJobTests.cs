namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class LongJobTests : WorkerTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    [Fact]
    public async Task A_job_that_runs_longer_than_its_timeout_is_still_polled_at_the_usual_pace()
    {
        var (service, client, worker) = (new PassingTime(), new HeldTime { From = Timeout / 2 }, new HeldTime { From = Pause });
        await using var shop = Shop.Running(service);
        using var host = await shop.StartAsync(
            Register,
            options => options.RetryDelay = Pause,
            new UnreliableLedger(new() { TimeProvider = worker }),
            options => (options.TimeProvider, options.JobTimeout) = (client, Timeout));
        await host.EnqueueAsync("order-1");
        await shop.UntilLookedAsync(1);

        client.Pass(Timeout.TotalSeconds);
        await Soon.Until(() =>
        {
            client.EndPauses();
            return worker.Pauses == 1;
        });
        var looks = shop.Looks;
        worker.EndPauses();
        await Soon.Until(() => shop.Looks > looks + 5 || worker.Pauses == 1);
        var polls = shop.Looks - looks;
        service.Pass(3600);
        worker.EndPauses();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.True(polls > 5, $"The worker read the status only {polls} times.");
    }
}
