using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class HealthTests : WorkerTest
{
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(0.5));
    private bool _isFull;

    [Fact]
    public async Task A_host_without_a_token_does_not_start()
    {
        using var host = Build(client: options => options.ApiToken = null);

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
        using var host = Build(
            new UnreliableLedger(new() { TimeProvider = _time }),
            options => options.MaxFollowed = 0,
            options => options.ApiToken = null);

        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
        Assert.Equal(0, Shop.Service.Requests);
    }

    [Fact]
    public async Task A_process_that_only_enqueues_jobs_is_unhealthy_while_the_ledger_does_not_answer()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(ledger, options => (options.MaxFollowed, options.CountInterval) = (0, TimeSpan.FromSeconds(0.5)));
        await host.StartAsync();
        await Soon.Until(() => _time.Pauses == 1);
        ledger.Away = new IOException("The database does not answer.");
        _time.EndPauses();
        await Soon.Until(() => _time.Pauses == 1);

        var idles = ledger.Idles;
        await Soon.Until(() => ledger.Idles > idles + 1);

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_lasting_failure_of_one_job_does_not_make_the_host_unhealthy()
    {
        using var host = Build(new UnreliableLedger(new() { TimeProvider = _time })
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
    public async Task A_key_that_belongs_to_another_job_does_not_make_the_host_unhealthy()
    {
        using var host = Build(new UnreliableLedger(new() { TimeProvider = _time }), options => options.MaxFollowed = 0);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1", "a car"));

        Assert.Equal((true, HealthStatus.Healthy), (error.IsKeyTaken, (await host.HealthAsync()).Status));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_cannot_be_enqueued_makes_the_host_unhealthy_for_a_minute()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Build(ledger, options => options.MaxFollowed = 0);
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
        using var host = Build(Fillable(), options => options.RetryDelay = TimeSpan.FromSeconds(1));
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
        var counts = new TaskCompletionSource();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time }) { Counts = counts.Task };
        using var host = Build(ledger);
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
        JobLedger? ledger = null,
        Action<ModelJobsOptions>? configure = null,
        Action<ModelClientOptions>? client = null) => Shop.Build(Register, configure, ledger, client);
}
