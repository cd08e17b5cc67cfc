using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class UnknownJobHandlerTests : WorkerTest
{
    private readonly UnreliableLedger _ledger = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_slow_handler_of_an_unknown_job_delays_neither_other_handlers_nor_counts()
    {
        Handled.DoesOnUnknown = (job, abandoned) => job.Key == "order-0" ? _go.Task.WaitAsync(abandoned) : Task.CompletedTask;
        using var host = await UnknownAsync(2);

        await Soon.Until(() => Handled.Unknown.Count == 2 && Logged() == 2);
        await Soon.Until(async () => (await host.HealthAsync()).Status == HealthStatus.Degraded);
        await host.Jobs().SettleAsync("order-0", requestId: null, "alice");
        await host.Jobs().SettleAsync("order-1", requestId: null, "alice");
        await Soon.Until(async () => (await host.HealthAsync()).Status == HealthStatus.Healthy);
        _go.SetResult();
        await host.StopAsync().Soonish();

        Assert.Equal((2, 2), (Handled.Unknown.Count, Logged()));
    }

    [Fact]
    public async Task A_job_that_is_sent_again_and_unknown_again_between_two_counts_is_reported_again()
    {
        using var host = await UnknownAsync(1);
        await Soon.Until(() => Handled.Unknown.Count == 1 && Logged() == 1);
        var entry = (await _ledger.FindAsync("order-0"))!;

        _ledger.Put(entry with { Version = entry.Version + 3, Attempt = new() { Number = entry.Attempts + 1, SentAt = entry.ChangedAt } });

        await Soon.Until(() => Handled.Unknown.Count == 2 && Logged() == 2);
    }

    [Fact]
    public async Task Unknown_jobs_are_handled_in_order_eight_at_a_time_unless_they_are_settled_before_their_turn()
    {
        Handled.DoesOnUnknown = (_, abandoned) => _go.Task.WaitAsync(abandoned);
        using var host = await UnknownAsync(10);

        await Soon.Until(() => Handled.Unknown.Count >= 8 && Logged() == 10);
        await _ledger.UntilLookedForWorkAsync();
        var first = Handled.Unknown.Select(job => job.Key).Order().ToList();
        await host.Jobs().SettleAsync("order-8", requestId: null, "alice");
        await Soon.Until(async () =>
            (await host.HealthAsync()).Data.TryGetValue("unknown", out var unknown) && unknown is 9);
        await _ledger.UntilLookedForWorkAsync();
        _go.SetResult();
        await Soon.Until(() => Handled.Unknown.Any(job => job.Key == "order-9"));
        await _ledger.UntilLookedForWorkAsync();
        await host.StopAsync().Soonish();

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"order-{i}"), first);
        Assert.Equal([.. first, "order-9"], Handled.Unknown.Select(job => job.Key).Order());
    }

    [Fact]
    public async Task A_handler_that_ignores_cancellation_delays_the_stop_by_little_more_than_the_drain_time()
    {
        Handled.DoesOnUnknown = (_, _) => _go.Task;
        using var host = await UnknownAsync(1, options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        await Soon.Until(() => Handled.Unknown.Count == 1);

        // A stop that waited for the handler would take Soon.Limit, the host's shutdown timeout.
        await host.StopAsync().WaitAsync(Soon.Limit / 2);
        _go.SetResult();

        Assert.DoesNotContain(Log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_handler_that_throws_is_called_again_and_the_next_handler_once()
    {
        using var host = await UnknownAsync(1, first: static services => services.AddModelJobHandler<ThrowingHandler>());

        await Soon.Until(() => Log.Messages.Count(message => message.Id == 10) >= 3);
        await host.StopAsync().Soonish();

        Assert.Equal("order-0", Assert.Single(Handled.Unknown).Key);
    }

    private int Logged() => Log.Messages.Count(message => message.Id == 2);

    private async Task<IHost> UnknownAsync(
        int jobs, Action<ModelJobsOptions>? configure = null, Action<IServiceCollection>? first = null)
    {
        var host = Shop.Build(first + Register, configure, _ledger);
        for (var i = 0; i < jobs; i++)
        {
            var intent = host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input());
            _ledger.Put(intent with { State = LedgerState.Unknown, Version = 3 });
        }

        await host.StartAsync();
        return host;
    }
}
