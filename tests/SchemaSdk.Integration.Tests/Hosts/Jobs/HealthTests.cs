using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>The health check of a host that can send or record no job, and its log.</summary>
public class HealthTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(0.5));
    private string _token = "";
    private bool _isFull;

    [Fact]
    public async Task A_host_without_any_token_does_not_start_and_says_so()
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
    public async Task A_client_that_the_application_made_by_itself_is_asked_for_its_own_token(string? token)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddModelJobs<RunComfyClient>(new MoodyLedger());
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

        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("", "The token that ModelClientOptions.TokenProvider returned is empty")]
    [InlineData("expired", "token")]
    public async Task A_host_whose_token_is_missing_or_wrong_is_unhealthy_with_the_reason_until_a_job_is_sent(string token, string reason)
    {
        _token = token;
        await using var shop = new Shop();
        using var host = Build(shop, client: options => (options.ApiToken, options.TokenProvider) = (null, _ => new(_token)));
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        var unhealthy = await UntilAsync(host, HealthStatus.Unhealthy);
        await host.EnqueueAsync("order-2");
        Assert.Equal(HealthStatus.Unhealthy, (await HealthAsync(host)).Status);
        _token = shop.Service.Token;
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.UntilAsync("order-2", LedgerState.Delivered);

        Assert.StartsWith("No job can be sent or recorded.", unhealthy.Description, StringComparison.Ordinal);
        Assert.Contains(reason, unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_whose_ledger_has_a_full_disk_is_unhealthy_with_the_reason_until_it_takes_a_line()
    {
        await using var shop = new Shop();
        var ledger = Fillable();
        using var host = Build(shop, ledger);
        await host.StartAsync();
        _isFull = true;
        await host.EnqueueAsync("order-1");

        var unhealthy = await UntilAsync(host, HealthStatus.Unhealthy);
        _isFull = false;
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Contains("No space left on device", unhealthy.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, 1), ((await HealthAsync(host)).Status, shop.Service.Bills));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_ledger_that_refuses_one_job_until_a_person_has_looked_says_nothing_of_the_others()
    {
        await using var shop = new Shop();
        using var host = Build(shop, new MoodyLedger
        {
            Before = _ => throw new ModelLedgerException("The row of another job cannot be read.") { IsLasting = true },
        });
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await UntilFailedAsync(2);

        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_a_caller_cannot_enqueue_is_unhealthy_for_a_minute()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = Build(shop, ledger, options => options.MaxFollowed = 0);
        await host.StartAsync();
        await HealthAsync(host);
        ledger.Begins = new IOException("No space left on device");

        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-1"));
        var during = await HealthAsync(host);
        _time.Pass(60);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (during.Status, (await HealthAsync(host)).Status));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_lasting_failure_is_logged_once_and_then_once_a_minute_with_the_count()
    {
        await using var shop = new Shop();
        using var host = Build(shop, Fillable());
        _isFull = true;
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();

        await UntilFailedAsync(100);
        var first = Warnings();
        var failed = Failed();
        _time.Pass(60);
        await UntilFailedAsync(failed + 1);
        await Soon.Until(() => Task.FromResult(Warnings().Count > 1));

        Assert.Contains("Failed attempts since the last such message: 1,", Assert.Single(first), StringComparison.Ordinal);
        Assert.Matches("Failed attempts since the last such message: [0-9]{2,},", Assert.Single(Warnings().Skip(1)));
        await host.StopAsync();
    }

    [Fact]
    public async Task While_nothing_can_be_sent_few_of_the_jobs_that_wait_are_tried()
    {
        await using var shop = new Shop();
        using var host = Build(shop, Fillable(), options => options.RetryDelay = TimeSpan.FromSeconds(1));
        _isFull = true;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.EnqueueAsync($"order-{i}")));
        await host.StartAsync();

        await UntilFailedAsync(16);
        await host.StopAsync().Soonish();

        Assert.InRange(Failed(), 16, 200);
    }

    [Fact]
    public async Task A_host_that_has_just_started_waits_for_the_first_count_and_is_never_degraded()
    {
        await using var shop = new Shop();
        var counts = new TaskCompletionSource();
        var ledger = new MoodyLedger(new() { TimeProvider = _time }) { Counts = counts.Task };
        using var host = Build(shop, ledger);
        await host.StartAsync();

        var early = HealthAsync(host);
        await Soon.Until(() => Task.FromResult(_time.Pauses > 0));
        _time.EndPauses();
        var before = await early;
        var late = HealthAsync(host);
        counts.SetResult();

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Status, (await late).Status));
        await host.StopAsync();
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model_jobs"];

    private static async Task<HealthReportEntry> UntilAsync(IHost host, HealthStatus wanted)
    {
        HealthReportEntry entry = default;
        await Soon.Until(async () => (entry = await HealthAsync(host)).Status == wanted);
        return entry;
    }

    private int Failed() => _log.Messages.Count(message => message.Id == 6);

    private Task UntilFailedAsync(int count) => Soon.Until(() => Task.FromResult(Failed() >= count));

    private List<string> Warnings() =>
        [.. _log.Messages.Where(message => message.Level >= LogLevel.Warning).Select(message => message.Text)];

    private MoodyLedger Fillable() => new(new() { TimeProvider = _time })
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
        Action<ModelClientOptions>? client = null) => shop.Build(
            services =>
            {
                _handed.Register(services);
                services.AddLogging(logging => logging.AddProvider(_log));
                services.AddHealthChecks().AddModelJobs();
            },
            configure,
            ledger,
            client);
}
