using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Submits that are on their way, and handlers that tell of unknown jobs, while their host stops.</summary>
public class StoppingTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly TaskCompletionSource<CancellationToken> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_wait_that_the_stop_of_a_host_ends_is_not_told_with_the_advice_to_attach()
    {
        await using var shop = new Shop(new() { QueueTime = TimeSpan.FromHours(1) });
        var log = new HeardLog("SchemaSdk.ModelClient");
        using var host = shop.Build(services => services.AddLogging(logging => logging.AddProvider(log)));
        await host.EnqueueAsync("order-1");
        await host.StartAsync();
        await host.UntilAsync("order-1", LedgerState.Accepted);
        await shop.UntilLookedAsync(1);

        await host.StopAsync().Soonish();

        Assert.Contains(log.Messages, message => message.Text.Contains("was accepted", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Messages, message => message.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_handler_that_tells_of_an_unknown_job_is_awaited_when_the_host_stops()
    {
        await using var shop = new Shop();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasTold = false;
        _handed.DoesOnUnknown = async (_, abandoned) =>
        {
            _reached.SetResult(abandoned);
            await go.Task.WaitAsync(abandoned);
            hasTold = true;
        };
        using var host = await UnknownAsync(shop);
        await _reached.Task.Soonish();

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping.Soonish();

        Assert.True(hasTold);
        Assert.DoesNotContain(_log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_handler_that_does_not_end_is_told_to_leave_off_once_the_time_to_drain_is_over()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = (_, abandoned) =>
        {
            _reached.SetResult(abandoned);
            return Task.Delay(Timeout.Infinite, abandoned);
        };
        using var host = await UnknownAsync(shop, options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        var abandoned = await _reached.Task.Soonish();

        await host.StopAsync().Soonish();

        Assert.True(abandoned.IsCancellationRequested);
        Assert.DoesNotContain(_log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_callback_of_a_handler_that_throws_when_it_is_to_leave_off_is_told_and_the_host_stops()
    {
        await using var shop = new Shop();
        _handed.DoesOnUnknown = async (_, abandoned) =>
        {
            abandoned.Register(() => throw new TimeoutException("The mail server does not answer."));
            _reached.SetResult(abandoned);
            await Task.Delay(Timeout.Infinite, abandoned);
        };
        using var host = await UnknownAsync(shop, options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        await _reached.Task.Soonish();

        await host.StopAsync().Soonish();

        await Soon.Until(() => Task.FromResult(_log.Messages.Any(message => message is { Level: LogLevel.Warning, Id: 15 })));
        Assert.Contains(_log.Errors, error => error is TimeoutException { Message: "The mail server does not answer." });
    }

    [Fact]
    public async Task A_refusal_that_comes_while_the_host_stops_is_told()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var slow = new SlowAnswer();
        using var host = await RunningAsync(shop, new MoodyLedger(), slow);

        var stopping = host.StopAsync();
        slow.Go();
        await stopping.Soonish();

        Assert.Equal("order-1", Assert.Single(_handed.Refused).Job.Key);
        Assert.DoesNotContain(_log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task An_id_that_the_ledger_does_not_take_while_the_host_stops_is_put_down_all_the_same()
    {
        await using var shop = new Shop();
        var (slow, failures) = (new SlowAnswer(), 1);
        var ledger = new MoodyLedger
        {
            Before = line => _ = line.State == LedgerState.Accepted && failures-- > 0 ? throw new TimeoutException("It is away.") : line,
        };
        using var host = await RunningAsync(shop, ledger, slow);

        var stopping = host.StopAsync();
        slow.Go();
        await stopping.Soonish();

        Assert.Equal(LedgerState.Accepted, (await ledger.FindAsync("order-1"))!.State);
        Assert.DoesNotContain(_log.Messages, message => message.Level == LogLevel.Error);
    }

    private async Task<IHost> RunningAsync(Shop shop, MoodyLedger ledger, SlowAnswer slow)
    {
        var host = shop.Build(
            services =>
            {
                _handed.Register(services);
                services.AddLogging(logging => logging.AddProvider(_log));
            },
            ledger: ledger,
            inFront: slow);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await slow.Reached.Soonish();
        return host;
    }

    private async Task<IHost> UnknownAsync(Shop shop, Action<ModelJobsOptions>? configure = null)
    {
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var host = shop.Build(
            services =>
            {
                _handed.Register(services);
                services.AddLogging(logging => logging.AddProvider(_log));
            },
            configure);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        return host;
    }
}
