using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class OutageTests : WorkerTest
{
    private readonly HeldTime _time = new();
    private readonly UnreachableService _service = new();

    [Theory]
    [InlineData("refused connection")]
    [InlineData("connect timeout")]
    [InlineData("no token")]
    public async Task A_worker_learns_of_an_outage_from_the_first_read_of_a_price(string failure)
    {
        _service.Failure = failure == "refused connection" ? HttpRequestError.ConnectionError : null;
        _service.IsTooSlow = failure == "connect timeout";

        // The timers of this clock never fire, so a retry by the client would wait forever.
        var held = new HeldTime { From = TimeSpan.FromMilliseconds(1) };
        using var host = Build(TimeSpan.FromSeconds(1), options =>
        {
            (options.BudgetUsd, options.TimeProvider) = (100, held);
            if (failure == "no token")
            {
                (options.ApiToken, options.TokenProvider) = (null, _ => throw new IOException("The secret store is down."));
            }
        });
        await host.StartAsync();

        await host.EnqueueAsync("order-1");

        // Waits for the description, because a host is also unhealthy until its ledger has answered.
        await Soon.Until(async () => (await host.HealthAsync()).Description
            ?.StartsWith("No job can be sent or recorded.", StringComparison.Ordinal) == true);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_price_that_cannot_be_read_in_time_is_no_outage()
    {
        _service.Failure = null;
        Shop.Service.Faults.Add(EmulatorCall.Catalog, EmulatorFault.Hang(FaultPhase.BeforeResponse), times: 100);
        using var host = Build(TimeSpan.FromSeconds(1), options =>
        {
            (options.BudgetUsd, options.Retry.ReadBudget) = (100, TimeSpan.Zero);
            options.Timeouts.Read = TimeSpan.FromMilliseconds(50);
        });
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await Soon.Until(async () => Failures > 0 && (await host.HealthAsync()).Data.Count > 0);

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task After_three_unknown_submits_a_worker_releases_its_jobs_and_submits_one_at_a_time_until_one_is_accepted()
    {
        _service.Failure = null;
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(502), times: 100);
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(TimeSpan.FromMinutes(1), ledger: ledger);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();
        await ledger.UntilReleasedAsync(60);

        // Up to 15 more submits may be in flight when the third one ends.
        Assert.InRange(Shop.Service.RequestsOf(EmulatorCall.Submit), 3, 20);
        Assert.NotEqual(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        var unknown = (await ledger.SummarizeAsync()).Unknown;
        _time.Pass(60);
        await ledger.UntilReleasedAsync(61);
        Assert.Equal(unknown + 1, (await ledger.SummarizeAsync()).Unknown);
        Shop.Service.Faults.Clear();
        _time.Pass(120);

        await Handled.UntilEndedAsync(59 - unknown);
        await host.StopAsync();
    }

    [Fact]
    public async Task After_three_unknown_submits_jobs_that_are_being_retried_are_released_too()
    {
        _service.Failure = null;
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429), times: 50);
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(502), times: 100);
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(TimeSpan.FromSeconds(0.5), static options => options.Retry.SubmitBudget = TimeSpan.Zero, ledger);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();
        await ledger.UntilReleasedAsync(50);

        Assert.InRange(Shop.Service.RequestsOf(EmulatorCall.Submit), 53, 80);
        await host.StopAsync();
    }

    [Fact]
    public async Task After_three_unknown_submits_no_job_is_claimed_while_another_one_is_being_submitted_again()
    {
        _service.Failure = null;
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429));
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(502), times: 3);
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(TimeSpan.FromSeconds(1), static options => options.Retry.SubmitBudget = TimeSpan.Zero, ledger);
        await host.StartAsync();
        for (var i = 1; i <= 4; i++)
        {
            await host.EnqueueAsync($"order-{i}");
            await Soon.Until(() => Shop.Service.RequestsOf(EmulatorCall.Submit) == i);
        }

        await Soon.Until(async () => (await ledger.SummarizeAsync()).Unknown == 3);
        var held = new TaskCompletionSource();
        (_service.Held, _service.Failure) = (held.Task, HttpRequestError.ConnectionError);
        _time.Pass(60);
        await Soon.Until(() => _service.Waiting == 1);
        await host.EnqueueAsync("order-5");
        await ledger.UntilLookedForWorkAsync();
        var released = ledger.Released.ToList();
        held.SetResult();
        await host.StopAsync();

        Assert.DoesNotContain("order-5", released);
        Assert.Equal(4, Shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task After_a_forgotten_outage_the_next_failure_delays_jobs_by_the_RetryDelay_only()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(TimeSpan.FromMinutes(1), ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        for (var failures = 1; failures <= 3; failures++)
        {
            // The pause of a job begins just before its release. So after the release, the clock can skip the pause.
            await ledger.UntilReleasedAsync(failures);
            _time.Pass(TimeSpan.FromMinutes(5).TotalSeconds);
        }

        await ledger.UntilReleasedAsync(4);

        var last = (await ledger.FindAsync("order-1"))!;
        ledger.Put(last with { State = LedgerState.Delivered, RequestId = "req-1", Version = last.Version + 3 });
        _time.Pass(TimeSpan.FromMinutes(20).TotalSeconds);
        await host.EnqueueAsync("order-2");
        await ledger.UntilReleasedAsync(5);
        _service.Failure = null;
        _time.Pass(TimeSpan.FromMinutes(1).TotalSeconds);

        await host.UntilAsync("order-2", LedgerState.Delivered);
        await host.StopAsync();
    }

    private IHost Build(TimeSpan retryDelay, Action<ModelClientOptions>? client = null, JobLedger? ledger = null) => Shop.Build(
        Register, options => options.RetryDelay = retryDelay, ledger ?? new UnreliableLedger(new() { TimeProvider = _time }), client,
        _service);
}
