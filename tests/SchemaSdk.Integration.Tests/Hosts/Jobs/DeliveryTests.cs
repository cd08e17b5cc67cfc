namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class DeliveryTests : WorkerTest
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(154), TimeSpan.FromMinutes(5)];

    private readonly HandledJobs _broken = new() { Does = static (_, _) => throw new TimeoutException("The broker is away.") };
    private readonly HeldTime _time = new(Pauses);

    [Fact]
    public async Task A_job_whose_handler_throws_is_delivered_by_another_process()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = await StartAsync(ledger);
        await ledger.UntilReleasedAsync(1);

        var handed = new HandledJobs();
        using var other = await Shop.StartAsync(handed.Register, ledger: ledger);
        await other.UntilAsync("order-1", LedgerState.Delivered);
        await Task.WhenAll(host.StopAsync(), other.StopAsync()).Soonish();

        Assert.Equal("order-1", Assert.Single(handed.Ended).Key);
        Assert.Equal(1, Errors());
    }

    [Fact]
    public async Task Each_retry_of_a_delivery_waits_longer()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = await StartAsync(ledger);
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var first = _broken.Ended.Count;
        _time.Pass(78);
        await ledger.UntilReleasedAsync(2);
        _time.Pass(78);
        await ledger.UntilLookedForWorkAsync();
        var second = _broken.Ended.Count;
        _time.Pass(77);
        await ledger.UntilReleasedAsync(3);
        await host.StopAsync().Soonish();

        Assert.Equal((1, 2, 3), (first, second, _broken.Ended.Count));
    }

    [Fact]
    public async Task However_many_deliveries_fail_other_jobs_run()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        _broken.Does = static (job, _) => job.Key == "order-1" ? Task.CompletedTask : throw new TimeoutException("The broker is away.");
        using var host = Shop.Build(_broken.Register, options => options.RetryDelay = Pauses[2], ledger);
        for (var number = 0; number < 1_000; number++)
        {
            ledger.Put(Ended(host, $"bad-{number}"));
        }

        await host.StartAsync();
        await ledger.UntilReleasedAsync(1_000);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync().Soonish();
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_delivery_is_retried_here_if_only_this_process_has_the_result_or_a_file(bool keepsResult, int files)
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time, MaxResultBytes = keepsResult ? 1_000_000 : 0 });
        using var host = await StartAsync(ledger, [.. Enumerable.Range(0, files).Select(number => $"/films/{number}.mp4")]);
        for (var tries = 1; tries <= 2; tries++)
        {
            await UntilTriedAsync(tries);
            _time.EndPauses();
        }

        await UntilTriedAsync(3);
        await host.StopAsync().Soonish();

        // Within a minute, only the first failure is reported as an error.
        Assert.Equal(1, Errors());
    }

    [Fact]
    public async Task A_job_that_another_process_delivered_meanwhile_is_not_delivered_again()
    {
        var ledger = new UnreliableLedger();
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Delivered)
            {
                ledger.Put(line);
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Single(Handled.Ended);
        Assert.DoesNotContain(Log.Messages, message => message.Id is 3 or 12 or 13);
    }

    [Fact]
    public async Task A_delivery_that_could_not_be_recorded_is_retried_without_the_handler()
    {
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Delivered, times: 2) };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Single(Handled.Ended);
        Assert.Equal([13], Log.Messages.Select(message => message.Id).Where(id => id is 3 or 12 or 13));
    }

    [Fact]
    public async Task A_later_job_with_the_same_key_is_delivered_too()
    {
        var ledger = new UnreliableLedger();
        Handled.Does = async (job, _) =>
        {
            if (Handled.Ended.Count == 1)
            {
                // Acts as if a later job with the same key had ended.
                var known = await ledger.FindAsync("order-1", CancellationToken.None);
                ledger.Put(known! with { RequestId = "the-later-one" });
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        await host.EnqueueAsync("order-1");
        await Handled.UntilEndedAsync(2);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal("the-later-one", Handled.Ended.Last().Entry.RequestId);
    }

    [Fact]
    public async Task A_wait_for_a_missing_key_leaves_nothing_in_memory()
    {
        using var host = Shop.Build(Register);

        var key = await WaitInVainAsync(host.Jobs());

        await Soon.Until(() =>
        {
            GC.Collect();
            return !key.IsAlive;
        });
    }

    private static async Task<WeakReference> WaitInVainAsync(IModelJobs jobs)
    {
        var key = $"order-{Guid.NewGuid()}";
        await Assert.ThrowsAsync<ModelLedgerException>(() => jobs.WaitAsync(key));
        return new WeakReference(key);
    }

    private async Task<IHost> StartAsync(UnreliableLedger ledger, params string[] files)
    {
        var host = Shop.Build(
            services =>
            {
                _broken.Register(services);
                services.AddLogging(logging => logging.AddProvider(Log));
            },
            options => options.RetryDelay = Pauses[0],
            ledger);
        if (ledger.Options.MaxResultBytes > 0)
        {
            ledger.Put(Ended(host, "order-1", files));
            await host.StartAsync();
            return host;
        }

        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        return host;
    }

    private static LedgerEntry Ended(IHost host, string key, params string[] files) =>
        host.Jobs().IntentOf(key, Shop.Model, Shop.Input()) with
        {
            State = LedgerState.Ended,
            Service = "RunComfy",
            RequestId = $"req-{key}",
            Result = "{}"u8.ToArray(),
            End = new() { Outcome = JobState.Succeeded, Files = files },
        };

    private Task UntilTriedAsync(int count) => Soon.Until(() => _broken.Ended.Count == count && _time.Pauses == 1);

    private int Errors() => Log.Messages.Count(message => message.Id == 3);
}
