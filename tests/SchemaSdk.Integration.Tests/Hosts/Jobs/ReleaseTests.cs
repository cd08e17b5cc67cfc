using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs that a worker has done with, on a ledger that cannot take them back at once.</summary>
public class ReleaseTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);
    private static readonly byte[] Filed = """{"prompt":"schemasdk-file:1"}"""u8.ToArray();

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task One_that_waits_to_be_given_back_keeps_no_other_one_from_being_submitted()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { Releases = _go.Task };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();

        foreach (var key in (string[])["order-1", "order-2", "order-3"])
        {
            await host.EnqueueAsync(key, key);
            await host.UntilAsync(key, LedgerState.Delivered);
        }

        await Soon.Until(() => Task.FromResult(ledger.AskedToRelease == 3));
        await ledger.UntilLookedForWorkAsync();
        var (asked, before) = (ledger.AskedToRelease, ledger.Released.Count);
        _go.SetResult();
        await ledger.UntilReleasedAsync(3);
        await host.StopAsync().Soonish();

        Assert.Equal((3, 0), (asked, before));
        Assert.Equal(["order-1", "order-2", "order-3"], ledger.Released.Order());
    }

    [Fact]
    public async Task One_that_could_not_be_given_back_is_given_back_later_and_the_ledger_does_not_count_as_away()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time })
        {
            Releases = Task.FromException(new TimeoutException("Its row is locked.")),
        };
        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        await ledger.UntilLookedForWorkAsync();
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var asked = ledger.AskedToRelease;
        ledger.Releases = Task.CompletedTask;
        time.EndPauses();
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal((1, HealthStatus.Healthy), (asked, health.Status));
        Assert.DoesNotContain(_log.Messages, message => message.Id == 1);
        Assert.Single(_log.Messages, message => message is { Level: LogLevel.Warning, Id: 16 });
    }

    [Fact]
    public async Task Those_that_could_not_be_submitted_are_left_to_others_also_if_they_could_not_be_given_back_at_first()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time })
        {
            Releases = Task.FromException(new TimeoutException("Its row is locked.")),
        };
        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = Filed });
        await host.StartAsync();

        await Soon.Until(() => Task.FromResult(_log.Messages.Any(message => message.Id == 16) && time.Pauses == 1));
        ledger.Releases = Task.CompletedTask;
        time.EndPauses();
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal("order-1", Assert.Single(others).Key);
    }

    [Fact]
    public async Task What_is_being_given_back_when_the_host_stops_is_awaited_beside_the_rest()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { Releases = _go.Task };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(ledger.AskedToRelease == 1));
        var handled = new TaskCompletionSource();
        _handed.Does = (_, _) => handled.Task;
        await host.EnqueueAsync("order-2", "a car");
        await _handed.UntilEndedAsync(2);

        ledger.Releases = Task.CompletedTask;
        var stopping = host.StopAsync();
        await Soon.Until(() => Task.FromResult(_log.Messages.Any(message => message.Id == 9)));
        handled.SetResult();
        await ledger.UntilReleasedAsync(1);
        var rest = ledger.Released.ToList();
        var isStopped = stopping.IsCompleted;
        _go.SetResult();
        await stopping.Soonish();

        Assert.Equal(("order-2", false), (Assert.Single(rest), isStopped));
        Assert.Equal(["order-2", "order-1"], ledger.Released);
        Assert.DoesNotContain(_log.Messages, message => message.Id is 8 or 16);
    }

    [Fact]
    public async Task A_log_that_throws_keeps_no_job_from_being_delivered_and_given_back()
    {
        await using var shop = new Shop();
        var (ledger, log) = (new MoodyLedger(), new HeardLog { IsBroken = true });
        _handed.Does = (_, _) => _handed.Ended.Count > 1 ? Task.CompletedTask : throw new TimeoutException("The handler failed once.");
        using var host = shop.Build(
            services => Register(services, log), options => options.RetryDelay = TimeSpan.FromMilliseconds(20), ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Contains(log.Errors, static error => error is TimeoutException);
    }

    private void Register(IServiceCollection services) => Register(services, _log);

    private void Register(IServiceCollection services, HeardLog log)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(log)).AddHealthChecks().AddModelJobs();
    }
}
