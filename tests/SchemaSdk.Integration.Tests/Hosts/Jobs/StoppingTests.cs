namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class StoppingTests : WorkerTest
{
    private readonly TaskCompletionSource<CancellationToken> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PassingTime _time = new();

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_does_not_end_is_canceled_after_the_drain_time_and_what_the_cancellation_throws_is_logged(bool throws)
    {
        Handled.DoesOnUnknown = async (_, abandoned) =>
        {
            if (throws)
            {
                abandoned.Register(() => throw new TimeoutException("The mail server does not answer."));
            }

            _reached.SetResult(abandoned);
            await Task.Delay(Timeout.Infinite, abandoned);
        };
        using var host = await UnknownAsync(options => options.DrainTime = TimeSpan.FromMilliseconds(20));
        var abandoned = await _reached.Task.Soonish();

        await host.StopAsync().Soonish();

        Assert.True(abandoned.IsCancellationRequested);
        Assert.DoesNotContain(Log.Messages, message => !throws && message.Level == LogLevel.Error);
        await Soon.Until(() => throws == Log.Messages.Any(message => message is { Level: LogLevel.Warning, Id: 15 }));
        Assert.Equal(throws, Log.Errors.Any(error => error is TimeoutException { Message: "The mail server does not answer." }));
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

    [Fact]
    public async Task Jobs_that_run_when_a_host_stops_are_continued_by_the_next_host()
    {
        await using var shop = Shop.Running(_time);
        using (var first = await shop.StartAsync(Register))
        {
            await first.EnqueueAsync("order-1");
            await first.EnqueueAsync("order-2", "a car");
            await first.UntilAsync("order-1", LedgerState.Accepted);
            await first.UntilAsync("order-2", LedgerState.Accepted);
            await first.StopAsync().Soonish();
        }

        _time.Pass(3600);
        using var next = await shop.StartAsync(Register);
        await next.UntilAsync("order-1", LedgerState.Delivered);
        await next.UntilAsync("order-2", LedgerState.Delivered);

        Assert.Equal((2, 2), (shop.Service.Bills, Handled.Ended.Count));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Cancel));
    }

    [Fact]
    public async Task A_stopping_host_waits_for_a_submit_keeps_its_id_and_sends_no_other_job()
    {
        await using var shop = Shop.Running(_time);
        var slow = new HeldAnswers();
        using (var host = await shop.StartAsync(Register, options => options.MaxSubmits = 1, inFront: slow))
        {
            await host.EnqueueAsync("order-1");
            await slow.Reached.Soonish();
            await host.EnqueueAsync("order-2", "a car");
            var stopping = host.StopAsync();
            Assert.False(stopping.IsCompleted);
            slow.Go();
            await stopping.Soonish();
        }

        await using var ledger = new MemoryJobLedger(shop.Jobs);
        var (sent, unsent) = ((await ledger.FindAsync("order-1"))!, (await ledger.FindAsync("order-2"))!);
        Assert.Equal((LedgerState.Accepted, shop.Service.BilledRequestIds[0]), (sent.State, sent.RequestId));
        Assert.Equal((LedgerState.Intended, null, 1), (unsent.State, unsent.Attempt, shop.Service.Bills));
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
