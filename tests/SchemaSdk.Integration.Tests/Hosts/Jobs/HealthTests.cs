using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class HealthTests : WorkerTest
{
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(0.5));
    private string _token = "";
    private bool _isFull;

    [Fact]
    public async Task A_host_without_a_token_does_not_start()
    {
        await using var shop = new Shop();
        using var host = Build(shop, client: options => options.ApiToken = null);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("The client RunComfyClient has no token, so its jobs", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ModelClientOptions.ApiToken", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("token")]
    public async Task The_token_of_a_client_that_the_application_made_is_checked(string? token)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddModelJobs<RunComfyClient>(new UnreliableLedger());
        builder.Services.AddSingleton(provider => new RunComfyClient(
            new ModelClientOptions { ApiToken = token, Ledger = provider.GetRequiredService<JobLedger>() }));
        using var host = builder.Build();

        var failure = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.Equal(token is null ? typeof(OptionsValidationException) : null, failure?.GetType());
    }

    [Fact]
    public async Task A_process_that_only_enqueues_jobs_starts_without_a_token()
    {
        await using var shop = new Shop();
        using var host = Build(shop, client: options => options.ApiToken = null, configure: options => options.MaxFollowed = 0);

        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
        Assert.Equal(0, shop.Service.Requests);
    }

    [Theory]
    [InlineData("", "The token that ModelClientOptions.TokenProvider returned is empty")]
    [InlineData("expired", "token")]
    public async Task A_host_with_a_missing_or_wrong_token_is_unhealthy_until_a_job_is_sent(string token, string reason)
    {
        _token = token;
        await using var shop = new Shop();
        using var host = Build(shop, client: options => (options.ApiToken, options.TokenProvider) = (null, _ => new(_token)));
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        // On a busy machine, the check may first say that the ledger has not answered yet.
        HealthReportEntry unhealthy = default;
        await Soon.Until(async () => (unhealthy = await host.HealthAsync()).Description
            ?.StartsWith("No job can be sent or recorded.", StringComparison.Ordinal) == true);
        await host.EnqueueAsync("order-2");
        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        _token = shop.Service.Token;
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.UntilAsync("order-2", LedgerState.Delivered);

        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Status);
        Assert.Contains(reason, unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_whose_ledger_has_a_full_disk_is_unhealthy_until_an_entry_is_recorded()
    {
        await using var shop = new Shop();
        var ledger = Fillable();
        using var host = Build(shop, ledger);
        await host.StartAsync();
        _isFull = true;
        await host.EnqueueAsync("order-1");

        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        _isFull = false;
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Contains("No space left on device", unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, 1), ((await host.HealthAsync()).Status, shop.Service.Bills));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_lasting_failure_of_one_job_does_not_make_the_host_unhealthy()
    {
        await using var shop = new Shop();
        using var host = Build(shop, new UnreliableLedger
        {
            Before = _ => throw new ModelLedgerException("The row of another job cannot be read.") { IsLasting = true },
        });
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await UntilFailedAsync(2);

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_cannot_be_enqueued_makes_the_host_unhealthy_for_a_minute()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(shop, ledger, options => options.MaxFollowed = 0);
        await host.StartAsync();
        await host.HealthAsync();
        ledger.Begins = new IOException("No space left on device");

        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-1"));
        var during = await host.HealthAsync();
        _time.Pass(60);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (during.Status, (await host.HealthAsync()).Status));
        await host.StopAsync();
    }

    [Fact]
    public async Task Few_of_the_waiting_jobs_are_attempted_while_nothing_can_be_sent()
    {
        await using var shop = new Shop();
        using var host = Build(shop, Fillable(), options => options.RetryDelay = TimeSpan.FromSeconds(1));
        _isFull = true;
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();

        await UntilFailedAsync(16);
        await host.StopAsync().Soonish();

        Assert.InRange(Failures, 16, 200);
    }

    [Fact]
    public async Task The_first_health_check_waits_for_the_first_count()
    {
        await using var shop = new Shop();
        var counts = new TaskCompletionSource();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time }) { Counts = counts.Task };
        using var host = Build(shop, ledger);
        await host.StartAsync();

        var early = host.HealthAsync();
        await Soon.Until(() => _time.Pauses > 0);
        _time.EndPauses();
        var before = await early;
        var late = host.HealthAsync();
        counts.SetResult();

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Status, (await late).Status));
        await host.StopAsync();
    }

    private Task UntilFailedAsync(int count) => Soon.Until(() => Failures >= count);

    private UnreliableLedger Fillable() => new(new() { TimeProvider = _time })
    {
        Before = _ =>
        {
            if (_isFull)
            {
                throw new IOException("No space left on device");
            }
        },
    };

    private IHost Build(
        Shop shop,
        JobLedger? ledger = null,
        Action<ModelJobsOptions>? configure = null,
        Action<ModelClientOptions>? client = null) => shop.Build(Register, configure, ledger, client);
}
