namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class StoppingTests : WorkerTest
{
    private readonly TaskCompletionSource<CancellationToken> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_stopping_host_logs_no_advice_to_attach()
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
    public async Task A_stopping_host_that_has_no_jobs_does_not_wait_for_its_ledger()
    {
        var ledger = new UnreliableLedger { Releases = new TaskCompletionSource().Task };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        await host.StopAsync().WaitAsync(Soon.Limit / 2);

        Assert.Equal(0, ledger.AskedToRelease);
    }

    [Fact]
    public async Task A_stopping_host_waits_for_the_handler_of_an_unknown_job()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasTold = false;
        Handled.DoesOnUnknown = async (_, abandoned) =>
        {
            _reached.SetResult(abandoned);
            await go.Task.WaitAsync(abandoned);
            hasTold = true;
        };
        using var host = await UnknownAsync();
        await _reached.Task.Soonish();

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping.Soonish();

        Assert.True(hasTold);
        Assert.DoesNotContain(Log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_handler_that_does_not_end_is_canceled_after_the_drain_time()
    {
        Handled.DoesOnUnknown = (_, abandoned) =>
        {
            _reached.SetResult(abandoned);
            return Task.Delay(Timeout.Infinite, abandoned);
        };
        using var host = await UnknownAsync(options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        var abandoned = await _reached.Task.Soonish();

        await host.StopAsync().Soonish();

        Assert.True(abandoned.IsCancellationRequested);
        Assert.DoesNotContain(Log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task An_exception_in_the_cancellation_of_a_handler_is_logged_and_the_host_stops()
    {
        Handled.DoesOnUnknown = async (_, abandoned) =>
        {
            abandoned.Register(() => throw new TimeoutException("The mail server does not answer."));
            _reached.SetResult(abandoned);
            await Task.Delay(Timeout.Infinite, abandoned);
        };
        using var host = await UnknownAsync(options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        await _reached.Task.Soonish();

        await host.StopAsync().Soonish();

        await Soon.Until(() => Log.Messages.Any(message => message is { Level: LogLevel.Warning, Id: 15 }));
        Assert.Contains(Log.Errors, error => error is TimeoutException { Message: "The mail server does not answer." });
    }

    [Fact]
    public async Task A_refusal_that_comes_while_the_host_stops_is_handled()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var slow = new HeldAnswers();
        using var host = await RunningAsync(new UnreliableLedger(), slow);

        var stopping = host.StopAsync();
        slow.Go();
        await stopping.Soonish();

        Assert.Equal("order-1", Assert.Single(Handled.Refused).Job.Key);
        Assert.DoesNotContain(Log.Messages, message => message.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_request_id_that_the_ledger_could_not_record_while_the_host_stops_is_recorded_later()
    {
        var slow = new HeldAnswers();
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Accepted, times: 1) };
        using var host = await RunningAsync(ledger, slow);

        var stopping = host.StopAsync();
        slow.Go();
        await stopping.Soonish();

        Assert.Equal(LedgerState.Accepted, (await ledger.FindAsync("order-1"))!.State);
        Assert.DoesNotContain(Log.Messages, message => message.Level == LogLevel.Error);
    }

    private async Task<IHost> RunningAsync(UnreliableLedger ledger, HeldAnswers slow)
    {
        var host = await Shop.StartAsync(Register, ledger: ledger, inFront: slow);
        await host.EnqueueAsync("order-1");
        await slow.Reached.Soonish();
        return host;
    }

    private async Task<IHost> UnknownAsync(Action<ModelJobsOptions>? configure = null)
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var host = await Shop.StartAsync(Register, configure);
        await host.EnqueueAsync("order-1");
        return host;
    }
}
