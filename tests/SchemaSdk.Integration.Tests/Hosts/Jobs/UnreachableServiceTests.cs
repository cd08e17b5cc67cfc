using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class UnreachableServiceTests : WorkerTest
{
    private readonly HeardLog _all = new(heard: "");
    private readonly HeldTime _time = new();
    private readonly UnreachableService _service = new() { Failure = null };
    private string? _token;
    private TimeSpan? _readBudget;

    [Theory]
    [InlineData("name", "the connection to ")]
    [InlineData("port", "the connection to ")]
    [InlineData("no token", "The token that ModelClientOptions.TokenProvider returned is empty")]
    [InlineData("expired token", "token")]
    [InlineData("disk", "No space left on device")]
    public async Task A_host_that_cannot_send_or_record_jobs_is_unhealthy_until_a_job_is_sent(string failure, string reason)
    {
        var isFull = failure == "disk";
        var ledger = new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = line => _ = isFull ? throw new IOException("No space left on device") : line,
        };
        using var host = Build(ledger);
        _service.Failure = failure switch
        {
            "name" => HttpRequestError.NameResolutionError,
            "port" => HttpRequestError.ConnectionError,
            _ => null,
        };
        _token = failure switch { "no token" => "", "expired token" => "expired", _ => null };
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        // On a busy machine, the check may first say that the ledger has not answered yet.
        HealthReportEntry unhealthy = default;
        await Soon.Until(async () => (unhealthy = await host.HealthAsync()).Description
            ?.StartsWith("No job can be sent or recorded.", StringComparison.Ordinal) == true);
        string[] keys = ["order-1"];
        // The test's ledger always records first entries, so a second job would make the host conclude that the disk has space.
        if (!isFull)
        {
            keys = ["order-1", "order-2"];
            await host.EnqueueAsync("order-2");
            Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        }

        (_service.Failure, _token, isFull) = (null, null, false);
        await Task.WhenAll(keys.Select(key => host.UntilAsync(key, LedgerState.Delivered)));

        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Status);
        Assert.Contains(reason, unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, (long)keys.Length), ((await host.HealthAsync()).Status, Shop.Service.Bills));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_ends_shows_that_the_service_is_reachable()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(ledger, options => options.RetryDelay = TimeSpan.FromMinutes(1));
        await host.StartAsync();
        await host.DeliverAsync("order-1");
        _service.Failure = HttpRequestError.ConnectionError;
        await host.EnqueueAsync("order-2");
        await host.UntilAsync(HealthStatus.Unhealthy);

        _service.Failure = null;
        var sent = host.Jobs().IntentOf("order-3", Shop.Model, Shop.Input());
        ledger.Put(sent with { State = LedgerState.Accepted, RequestId = Shop.Service.BilledRequestIds[0], Version = 3 });
        await host.UntilAsync("order-3", LedgerState.Delivered);

        Assert.Equal((HealthStatus.Healthy, 1), ((await host.HealthAsync()).Status, Shop.Service.Bills));
        await host.StopAsync();
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_host_that_cannot_read_its_jobs_is_unhealthy_and_leaves_them_to_others(HttpRequestError failure)
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        _readBudget = TimeSpan.Zero;
        using var host = Build(ledger);
        await host.StartAsync();
        await host.DeliverAsync("order-1");
        _service.Failure = failure;
        var sent = host.Jobs().IntentOf("order-2", Shop.Model, Shop.Input());
        ledger.Put(sent with { State = LedgerState.Accepted, RequestId = Shop.Service.BilledRequestIds[0], Version = 3 });

        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        await Soon.Until(async () => (await ledger.FindAsync("order-2", default))!.Lease.Owner is null);
        _service.Failure = null;
        _time.Pass(60);
        await host.UntilAsync("order-2", LedgerState.Delivered);

        Assert.Contains("the connection to ", unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, 1), ((await host.HealthAsync()).Status, Shop.Service.Bills));
        await host.StopAsync();
    }

    [Fact]
    public async Task During_a_failure_a_worker_tries_one_job_at_a_time()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(ledger);
        _service.Failure = HttpRequestError.ConnectionError;
        await host.StartAsync();
        await host.EnqueueAsync("order-0");
        await host.UntilAsync(HealthStatus.Unhealthy);
        var held = new TaskCompletionSource();
        _service.Held = held.Task;
        for (var number = 1; number <= 8; number++)
        {
            await host.EnqueueAsync($"order-{number}");
        }

        await Soon.Until(() => _service.Waiting == 1);
        _time.Pass(60);
        await ledger.UntilLookedForWorkAsync();

        Assert.Equal(1, _service.Waiting);
        held.SetResult();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_failure_is_not_forgotten_during_a_long_RetryDelay()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(ledger, options => options.RetryDelay = TimeSpan.FromMinutes(30));
        _service.Failure = HttpRequestError.ConnectionError;
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync(HealthStatus.Unhealthy);

        _time.Pass(TimeSpan.FromMinutes(29).TotalSeconds);

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_temporary_refusal_of_a_model_does_not_make_the_host_unhealthy()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(503, TimeSpan.FromHours(1)), times: 3);
        using var host = Build();
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await Soon.Until(() => Failures >= 2);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("network")]
    [InlineData("token")]
    [InlineData("disk")]
    public async Task A_lasting_failure_of_many_jobs_is_logged_once_a_minute(string failure)
    {
        _token = failure == "token" ? "expired" : null;
        _service.Failure = failure == "network" ? HttpRequestError.ConnectionError : null;
        using var host = Build(new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = line => _ = failure == "disk" ? throw new IOException("No space left on device") : line,
        });
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();

        await Soon.Until(() => Failures >= 16);
        var (first, failed) = (Warnings(), Failures);
        _time.Pass(60);
        await Soon.Until(() => Failures > failed && Warnings().Count > first.Count);

        Assert.Contains("Failed attempts since this message was last logged: 1,", Assert.Single(first), StringComparison.Ordinal);
        Assert.Matches("Failed attempts since this message was last logged: [0-9]{2,},", Assert.Single(Warnings().Skip(1)));
        await host.StopAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ledger_that_cannot_record_results_makes_the_host_unhealthy_and_is_logged_once_a_minute(bool isLasting)
    {
        var (isFull, full) = (true, new IOException("No space left on device"));
        Exception failure = isLasting ? new ModelLedgerException(full.Message, full) { IsLasting = true } : full;
        var ledger = new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = line => _ = isFull && line.State == LedgerState.Ended ? throw failure : line,
        };
        using var host = Build(ledger);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();

        await Soon.Until(() => Failures >= 50);
        var (first, failed) = (Warnings(), Failures);
        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        _time.Pass(60);
        await Soon.Until(() => Failures > failed && Warnings().Count > first.Count);
        var second = Warnings().Skip(first.Count).ToList();
        isFull = false;
        _time.Pass(60);
        await host.UntilAsync(HealthStatus.Healthy);

        Assert.Contains("No space left on device", unhealthy.Description, StringComparison.Ordinal);
        Assert.Single(first);
        Assert.Single(second);
        await host.StopAsync();
    }

    // The framework logs each health check that a test makes.
    private List<string> Warnings() =>
        [.. _all.Messages.Where(message => message.Level >= LogLevel.Warning).Select(message => message.Text)
            .Where(text => !text.StartsWith("Health check ", StringComparison.Ordinal))];

    private IHost Build(JobLedger? ledger = null, Action<ModelJobsOptions>? configure = null) => Shop.Build(
        services =>
        {
            Register(services);
            services.AddLogging(logging => logging.AddProvider(_all));
        },
        configure,
        ledger ?? new UnreliableLedger(new() { TimeProvider = _time }),
        options =>
        {
            var valid = options.ApiToken;
            (options.ApiToken, options.TokenProvider) = (null, _ => new(_token ?? valid!));
            options.Retry.ReadBudget = _readBudget ?? options.Retry.ReadBudget;
        },
        _service);
}
