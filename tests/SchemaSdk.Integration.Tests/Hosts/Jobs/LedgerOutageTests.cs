using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class LedgerOutageTests : WorkerTest
{
    [Fact]
    public async Task An_unknown_job_is_reported_once_and_never_sent_again()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using (var host = await Shop.StartAsync(Register))
        {
            await host.EnqueueAsync("order-1");
            await host.UntilAsync("order-1", LedgerState.Unknown);
            await host.DeliverAsync("order-2", "a car");
            await Soon.Until(() => !Handled.Unknown.IsEmpty);
            await Task.Delay(100);
            await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => host.Jobs().ResultAsync("order-1"));
            await host.StopAsync();
        }

        Assert.Single(Handled.Unknown);
        var told = Assert.Single(Log.Messages, message => message is { Level: LogLevel.Warning, Id: 2 });
        Assert.Matches(@"order-1.* was sent at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, and", told.Text);
        using var next = await Shop.StartAsync(Register);
        await Soon.Until(() => Handled.Unknown.Count == 2);
        Assert.Equal(2, Shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_that_a_person_settled_is_continued()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using var host = await Shop.StartAsync(Register);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Unknown);
        var degraded = await host.UntilAsync(HealthStatus.Degraded);

        await host.Jobs().SettleAsync("order-1", Shop.Service.BilledRequestIds[0], "alice");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Contains("Unknown jobs: 1.", degraded.Description, StringComparison.Ordinal);
        Assert.Equal(1, degraded.Data["unknown"]);
        await host.UntilAsync(HealthStatus.Healthy);
        Assert.Equal((1, "order-1"), (Shop.Service.Bills, Assert.Single(Handled.Ended).Key));
    }

    [Theory]
    [InlineData(LedgerState.Sending, 1)]
    [InlineData(LedgerState.Accepted, 2)]
    public async Task A_job_is_submitted_once_and_delivered_although_its_ledger_throws_its_own_exception_at_first(
        LedgerState state, int times)
    {
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(state, times) };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Empty(Handled.Refused);
        Assert.Equal(1, Shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(Shop.Service.BilledRequestIds.Single(), Assert.Single(Handled.Ended).Entry.RequestId);
    }

    [Fact]
    public async Task A_host_continues_once_its_ledger_is_reachable_again()
    {
        var ledger = new UnreliableLedger { Away = new TimeoutException("The database does not answer.") };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        await Soon.Until(() => Log.Messages.Any(message => message.Id == 1));
        ledger.Away = null;
        await host.DeliverAsync("order-1");

        Assert.IsType<TimeoutException>(unhealthy.Exception);
        await host.UntilAsync(HealthStatus.Healthy);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_that_cannot_claim_jobs_stays_unhealthy_while_it_counts_them()
    {
        var ledger = new UnreliableLedger { HandsOut = static _ => throw new TimeoutException("The disk is full.") };
        using var host = await Shop.StartAsync(Register, static options => options.RetryDelay = TimeSpan.FromMinutes(5), ledger);
        await host.UntilAsync(HealthStatus.Unhealthy);

        var counted = ledger.Counted;
        await Soon.Until(() => ledger.Counted > counted + 2);

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task Claims_that_keep_failing_are_repeated_as_often_as_jobs_are_counted()
    {
        var claims = 0;
        var ledger = new UnreliableLedger
        {
            HandsOut = _ => throw new TimeoutException($"The disk is full at claim {Interlocked.Increment(ref claims)}."),
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        // If the delay doubled with each failure, this would take hours.
        await Soon.Until(() => Volatile.Read(ref claims) >= 40);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_worker_pauses_if_its_ledger_fails_to_wait_for_work()
    {
        var pause = TimeSpan.FromSeconds(77);
        var time = new HeldTime(pause);
        var ledger = new UnreliableLedger(new() { TimeProvider = time }) { Waits = new TimeoutException("The database does not answer.") };
        using var host = await Shop.StartAsync(Register, options => options.RetryDelay = pause, ledger);

        await Soon.Until(() => time.Pauses == 1);
        var looks = ledger.Looks;
        await host.StopAsync().Soonish();

        Assert.Equal(2, looks);
        Assert.Single(Log.Messages, message => message.Id == 1);
    }

    [Fact]
    public async Task A_failed_removal_of_old_jobs_is_reported_together_with_worse_failures()
    {
        var ledger = new UnreliableLedger { Growing = new("No job goes.") };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        var degraded = await host.UntilAsync(HealthStatus.Degraded);
        ledger.Away = new TimeoutException("The database does not answer.");
        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        (ledger.Away, ledger.Growing) = (null, null);
        var healthy = await host.UntilAsync(HealthStatus.Healthy);

        Assert.Contains("No job goes.", degraded.Description, StringComparison.Ordinal);
        Assert.Equal(("No job goes.", "No job goes."), (degraded.Data["retention"], unhealthy.Data["retention"]));
        Assert.DoesNotContain("retention", healthy.Data.Keys);
    }

    [Fact]
    public async Task A_ledger_that_is_unreachable_while_jobs_run_loses_none()
    {
        var (time, ledger) = (new PassingTime(), new UnreliableLedger());
        await using var shop = Shop.Running(time);
        using var host = await shop.StartAsync(Register, ledger: ledger);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.EnqueueAsync($"order-{i}", $"boat {i}")));
        await Soon.Until(() => shop.Service.Bills == 20);

        ledger.Away = new TimeoutException("The database does not answer.");
        time.Pass(600);
        await Soon.Until(() => Failures > 0);   // a job could not be recorded
        ledger.Away = null;

        await Soon.Until(() => Handled.Ended.DistinctBy(job => job.Key).Count() == 20);
        Assert.Equal(20, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData(LedgerState.Intended)]
    [InlineData(LedgerState.Refused)]
    [InlineData(LedgerState.Accepted)]
    public async Task A_key_of_a_job_of_another_service_cannot_be_enqueued(LedgerState state)
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(Register, ledger: ledger);
        var foreign = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Service = "Acme", State = state, Version = 3 };
        ledger.Put(foreign);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1"));

        Assert.True(error.IsKeyTaken);
        Assert.Equal(3, (await ledger.FindAsync("order-1"))!.Version);
    }

    [Fact]
    public async Task Jobs_of_another_service_are_released_immediately_and_not_sent_to_the_service_of_the_host()
    {
        var ledger = new UnreliableLedger { PollInterval = Timeout.InfiniteTimeSpan };
        using var host = Shop.Build(Register, ledger: ledger);
        var foreign = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Service = "Acme" };
        ledger.Put(foreign);
        ledger.Put(foreign with { Key = "order-2", State = LedgerState.Accepted, RequestId = "acme-1", Version = 3 });

        await host.StartAsync();
        await ledger.UntilReleasedAsync(2);
        await host.StopAsync().Soonish();

        Assert.Equal(["order-1", "order-2"], ledger.Released.Distinct().Order());
        Assert.Equal(0, Shop.Service.Requests);
    }

    [Fact]
    public async Task Open_and_unknown_jobs_and_lost_leases_are_measured()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SchemaSdk" && instrument.Name.StartsWith("schemasdk.jobs.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();
        listener.RecordObservableInstruments();
        var lost = Measured("lease_losses");
        using var host = await Shop.StartAsync(Register, ledger: new UnreliableLedger { LeasesLost = 3 });
        await host.EnqueueAsync("order-1");

        // The listener also measures the hosts of other tests, so the values are only compared with a minimum.
        await Soon.Until(() =>
        {
            measured.Clear();
            listener.RecordObservableInstruments();
            return Measured("unknown") >= 1 && Measured("open") >= 1 && Measured("oldest") > 0 && Measured("lease_losses") >= lost + 3;
        });

        double Measured(string name) => measured.GetValueOrDefault($"schemasdk.jobs.{name}");

        void Add(Instrument instrument, double value) => measured[instrument.Name] = measured.GetValueOrDefault(instrument.Name) + value;
    }
}
