using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs of which nobody knows, and ledgers that are away: what is done, and what is told.</summary>
public class TroubleTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    [Fact]
    public async Task A_job_of_unknown_outcome_is_told_once_and_never_sent_again()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using (var host = shop.Build(Register))
        {
            await host.StartAsync();
            await host.EnqueueAsync("order-1");
            await host.UntilAsync("order-1", LedgerState.Unknown);
            await host.EnqueueAsync("order-2", "a car");
            await host.UntilAsync("order-2", LedgerState.Delivered);
            await Soon.Until(() => Task.FromResult(!_handed.Unknown.IsEmpty));
            await Task.Delay(100);
            await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => host.Jobs().ResultAsync("order-1"));
            await host.StopAsync();
        }

        Assert.Single(_handed.Unknown);
        var told = Assert.Single(_log.Messages, message => message is { Level: LogLevel.Warning, Id: 2 });
        Assert.Matches(@"order-1.* was sent at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, and", told.Text);
        using var next = shop.Build(Register);
        await next.StartAsync();
        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 2));
        Assert.Equal(2, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_handler_that_throws_is_told_of_an_unknown_job_again()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        _handed.UnknownFailures = 2;
        using var host = shop.Build(Register);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await Soon.Until(() => Task.FromResult(_handed.Unknown.Count == 3));
        await host.StopAsync();

        Assert.All(_handed.Unknown, job => Assert.Equal("order-1", job.Key));
        Assert.Equal(2, _log.Messages.Count(message => message is { Level: LogLevel.Error, Id: 10 }));
    }

    [Fact]
    public async Task A_job_that_a_person_settles_is_followed_from_then_on()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using var host = shop.Build(Register);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Unknown);
        var degraded = await HealthAsync(host, HealthStatus.Degraded);

        await host.Jobs().SettleAsync("order-1", shop.Service.BilledRequestIds[0], "alice");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Contains("1 jobs are unknown", degraded.Description, StringComparison.Ordinal);
        Assert.Equal(1, degraded.Data["unknown"]);
        await HealthAsync(host, HealthStatus.Healthy);
        Assert.Equal((1, "order-1"), (shop.Service.Bills, Assert.Single(_handed.Ended).Key));
    }

    [Fact]
    public async Task A_ledger_that_is_away_is_asked_again_and_the_host_goes_on()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { Away = new TimeoutException("The database does not answer.") };
        using var host = shop.Build(Register, ledger: ledger);

        await host.StartAsync();
        var unhealthy = await HealthAsync(host, HealthStatus.Unhealthy);
        await Soon.Until(() => Task.FromResult(_log.Messages.Any(message => message.Id == 1)));
        ledger.Away = null;
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.IsType<TimeoutException>(unhealthy.Exception);
        await HealthAsync(host, HealthStatus.Healthy);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_ledger_that_cannot_take_out_what_it_keeps_no_longer_is_told_beside_what_is_worse()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { Growing = new("No job goes.") };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();

        var degraded = await HealthAsync(host, HealthStatus.Degraded);
        ledger.Away = new TimeoutException("The database does not answer.");
        var unhealthy = await HealthAsync(host, HealthStatus.Unhealthy);
        (ledger.Away, ledger.Growing) = (null, null);
        var healthy = await HealthAsync(host, HealthStatus.Healthy);

        Assert.Contains("No job goes.", degraded.Description, StringComparison.Ordinal);
        Assert.Equal(("No job goes.", "No job goes."), (degraded.Data["retention"], unhealthy.Data["retention"]));
        Assert.DoesNotContain("retention", healthy.Data.Keys);
    }

    [Fact]
    public async Task A_ledger_that_goes_away_while_jobs_run_loses_none()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = shop.Build(Register, ledger: ledger, client: options => options.Polling.Interval = TimeSpan.FromSeconds(0.2));
        await host.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.EnqueueAsync($"order-{i}", $"boat {i}")));
        await Soon.Until(() => Task.FromResult(shop.Service.Bills == 20));

        ledger.Away = new TimeoutException("The database does not answer.");
        await Task.Delay(300);
        ledger.Away = null;
        await Soon.Until(() => Task.FromResult(_handed.Ended.Select(job => job.Key).Distinct().Count() + Unknown(host) == 20));

        Assert.Equal(20, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_whose_id_could_not_be_put_down_at_once_is_followed_all_the_same()
    {
        await using var shop = new Shop();
        var failures = 2;
        var ledger = new MoodyLedger
        {
            Before = line => _ = line.State == LedgerState.Accepted && failures-- > 0 ? throw new TimeoutException("It is away.") : line,
        };
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal(shop.Service.BilledRequestIds.Single(), Assert.Single(_handed.Ended).Entry.RequestId);
    }

    [Fact]
    public async Task A_job_of_another_service_is_not_sent_to_this_one()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = shop.Build(Register, ledger: ledger);
        var foreign = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Service = "Acme" };
        ledger.Put(foreign);
        ledger.Put(foreign with { Key = "order-2", State = LedgerState.Accepted, RequestId = "acme-1", Version = 3 });

        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(_log.Messages.Count(message => message.Id == 6) > 3));
        await host.StopAsync();

        Assert.Equal(0, shop.Service.Requests);
        Assert.Contains("order-1", ledger.Released);
    }

    [Fact]
    public async Task The_jobs_are_measured()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
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
        using var host = shop.Build(Register, ledger: new MoodyLedger { LeasesLost = 3 });
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await Soon.Until(() =>
        {
            measured.Clear();
            listener.RecordObservableInstruments();
            return Task.FromResult(Measured("unknown") >= 1 && Measured("open") >= 1 && Measured("oldest") > 0);
        });

        Assert.Equal(3, measured["schemasdk.jobs.lease_losses"]);

        double Measured(string name) => measured.GetValueOrDefault($"schemasdk.jobs.{name}");

        void Add(Instrument instrument, double value) => measured[instrument.Name] = measured.GetValueOrDefault(instrument.Name) + value;
    }

    private static int Unknown(IHost host) => host.Jobs().Ledger.SummarizeAsync().AsTask().Result.Unknown;

    private static async Task<HealthReportEntry> HealthAsync(IHost host, HealthStatus wanted)
    {
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry entry = default;
        await Soon.Until(async () =>
        {
            entry = (await checks.CheckHealthAsync()).Entries["model_jobs"];

            // Before the first count it is degraded for that reason, and has no data.
            return entry.Status == wanted && (wanted != HealthStatus.Degraded || entry.Data.Count > 0);
        });
        return entry;
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log)).AddHealthChecks().AddModelJobs();
    }
}
