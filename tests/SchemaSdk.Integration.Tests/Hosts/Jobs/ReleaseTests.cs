using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class ReleaseTests : WorkerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_slow_release_delays_no_other_job()
    {
        var ledger = new UnreliableLedger { Releases = _go.Task };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        foreach (var key in (string[])["order-1", "order-2", "order-3"])
        {
            await host.DeliverAsync(key, key);
        }

        await Soon.Until(() => ledger.AskedToRelease == 3);
        await ledger.UntilLookedForWorkAsync();
        var (asked, before) = (ledger.AskedToRelease, ledger.Released.Count);
        _go.SetResult();
        await ledger.UntilReleasedAsync(3);
        await host.StopAsync().Soonish();

        Assert.Equal((3, 0), (asked, before));
        Assert.Equal(["order-1", "order-2", "order-3"], ledger.Released.Order());
    }

    [Fact]
    public async Task A_failed_release_is_retried_and_the_host_stays_healthy()
    {
        var time = new HeldTime(Pause);
        var ledger = new UnreliableLedger(new() { TimeProvider = time })
        {
            Releases = Task.FromException(new TimeoutException("Its row is locked.")),
        };
        using var host = await Shop.StartAsync(Register, options => options.RetryDelay = Pause, ledger);

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => time.Pauses == 1);
        await ledger.UntilLookedForWorkAsync();
        var health = await host.HealthAsync();
        var asked = ledger.AskedToRelease;
        ledger.Releases = Task.CompletedTask;
        time.EndPauses();
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal((1, HealthStatus.Healthy), (asked, health.Status));
        Assert.DoesNotContain(Log.Messages, message => message.Id == 1);
        Assert.Single(Log.Messages, message => message is { Level: LogLevel.Warning, Id: 16 });
    }

    [Fact]
    public async Task A_stopping_host_waits_for_releases_in_progress()
    {
        var ledger = new UnreliableLedger { Releases = _go.Task };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.EnqueueAsync("order-1");
        await Soon.Until(() => ledger.AskedToRelease == 1);
        var handled = new TaskCompletionSource();
        Handled.Does = (_, _) => handled.Task;
        await host.EnqueueAsync("order-2", "a car");
        await Handled.UntilEndedAsync(2);

        ledger.Releases = Task.CompletedTask;
        var stopping = host.StopAsync();
        await Soon.Until(() => Log.Messages.Any(message => message.Id == 9));
        handled.SetResult();
        await ledger.UntilReleasedAsync(1);
        var rest = ledger.Released.ToList();
        var isStopped = stopping.IsCompleted;
        _go.SetResult();
        await stopping.Soonish();

        Assert.Equal(("order-2", false), (Assert.Single(rest), isStopped));
        Assert.Equal(["order-2", "order-1"], ledger.Released);
        Assert.DoesNotContain(Log.Messages, message => message.Id is 8 or 16);
    }

    [Fact]
    public async Task A_log_that_throws_prevents_no_delivery_and_no_release()
    {
        var (ledger, log) = (new UnreliableLedger(), new HeardLog { IsBroken = true });
        Handled.Does = (_, _) => Handled.Ended.Count > 1 ? Task.CompletedTask : throw new TimeoutException("The handler failed once.");
        using var host = await Shop.StartAsync(
            services => Register(services, log), options => options.RetryDelay = TimeSpan.FromMilliseconds(20), ledger);

        await host.DeliverAsync("order-1");
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Contains(log.Errors, static error => error is TimeoutException);
    }
}
