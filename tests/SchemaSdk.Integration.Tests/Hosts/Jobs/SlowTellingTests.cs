using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Handlers that take long, never end, or throw, when they are told of unknown jobs.</summary>
public class SlowTellingTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly MoodyLedger _ledger = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task They_keep_no_other_unknown_job_from_being_told_and_no_count_from_being_true()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = (job, abandoned) => job.Key == "order-0" ? _go.Task.WaitAsync(abandoned) : Task.CompletedTask;
        using var host = await UnknownAsync(shop, 2);
        var checks = host.Services.GetRequiredService<HealthCheckService>();

        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 2 && Logged() == 2));
        await Soon.Until(async () => (await checks.CheckHealthAsync()).Status == HealthStatus.Degraded);
        await host.Jobs().SettleAsync("order-0", requestId: null, "alice");
        await host.Jobs().SettleAsync("order-1", requestId: null, "alice");
        await Soon.Until(async () => (await checks.CheckHealthAsync()).Status == HealthStatus.Healthy);
        _go.SetResult();
        await host.StopAsync().Soonish();

        Assert.Equal((2, 2), (_handed.Unknown.Count, Logged()));
    }

    [Fact]
    public async Task Of_many_jobs_some_are_told_at_a_time_in_their_order_and_each_by_one()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = (_, abandoned) => _go.Task.WaitAsync(abandoned);
        using var host = await UnknownAsync(shop, 10);

        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count >= 8 && Logged() == 10));
        await _ledger.UntilLookedForWorkAsync();
        var first = _handed.Unknown.Select(job => job.Key).Order().ToList();
        _go.SetResult();
        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 10));
        await _ledger.UntilLookedForWorkAsync();
        await host.StopAsync().Soonish();

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"order-{i}"), first);
        Assert.Equal((10, 10), (_handed.Unknown.DistinctBy(job => job.Key).Count(), _handed.Unknown.Count));
    }

    [Fact]
    public async Task One_that_was_settled_before_its_turn_is_not_told()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = (_, abandoned) => _go.Task.WaitAsync(abandoned);
        using var host = await UnknownAsync(shop, 10);
        var checks = host.Services.GetRequiredService<HealthCheckService>();

        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 8));
        await host.Jobs().SettleAsync("order-8", requestId: null, "alice");
        await Soon.Until(async () =>
            (await checks.CheckHealthAsync()).Entries["model_jobs"].Data.TryGetValue("unknown", out var unknown) && unknown is 9);
        await _ledger.UntilLookedForWorkAsync();
        _go.SetResult();
        await Soon.Until(() => Task.FromResult(_handed.Unknown.Any(job => job.Key == "order-9")));
        await host.StopAsync().Soonish();

        Assert.DoesNotContain(_handed.Unknown, job => job.Key == "order-8");
    }

    [Fact]
    public async Task One_that_does_not_leave_off_holds_up_the_stop_of_the_host_for_little_more_than_the_time_to_drain()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = (_, _) => _go.Task;
        using var host = await UnknownAsync(shop, 1, options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 1));

        // The time limit of the host itself is that of tests, too.
        await host.StopAsync().WaitAsync(Soon.Limit / 2);
        _go.SetResult();

        Assert.DoesNotContain(_log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task One_whose_handler_throws_is_logged_once_and_only_its_handler_is_told_again()
    {
        await using var shop = new Shop();
        _handed.UnknownFailures = 2;
        using var host = await UnknownAsync(shop, 1);

        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 3));
        await host.StopAsync().Soonish();

        Assert.Equal(1, Logged());
    }

    private int Logged() => _log.Messages.Count(message => message.Id == 2);

    private async Task<IHost> UnknownAsync(Shop shop, int jobs, Action<ModelJobsOptions>? configure = null)
    {
        var host = shop.Build(
            services =>
            {
                _handed.Register(services);
                services.AddLogging(logging => logging.AddProvider(_log)).AddHealthChecks().AddModelJobs();
            },
            configure,
            _ledger);
        for (var i = 0; i < jobs; i++)
        {
            var intent = host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input());
            _ledger.Put(intent with { State = LedgerState.Unknown, Version = 3 });
        }

        await host.StartAsync();
        return host;
    }
}
