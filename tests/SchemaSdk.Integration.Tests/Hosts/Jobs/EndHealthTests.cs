using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>The health check of a host whose ledger takes no lines, while jobs end.</summary>
public sealed class EndHealthTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly MoodyLedger _ledger = new();

    [Fact]
    public async Task An_end_that_is_still_being_written_does_not_end_the_failure_of_the_ledger()
    {
        await using var shop = new Shop();
        var time = new HeldTime { From = TimeSpan.FromMinutes(20) };
        var (ends, isHung) = (new TaskCompletionSource(), false);
        _ledger.Before = line => _ = line.State == LedgerState.Ended && !isHung ? throw new IOException("The disk is away.") : line;
        using var host = Build(shop, options => options.TimeProvider = time);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await UntilUnhealthyAsync(host);

        (_ledger.Ends, isHung) = (ends.Task, true);
        await Soon.Until(() => Task.FromResult(_ledger.Ending > 0));
        var failed = Failed();
        await Soon.Until(() =>
        {
            // The time of the job.
            time.EndPauses();
            return Task.FromResult(Failed() > failed);
        });

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));
        ends.SetResult();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_result_that_is_only_read_does_not_end_the_failure_of_the_ledger()
    {
        await using var shop = new Shop();
        var (handles, ended) = (new TaskCompletionSource(), new MoodyLedger());
        using (var before = shop.Build(ledger: ended))
        {
            await before.StartAsync();
            await before.EnqueueAsync("order-1");
            await before.Jobs().WaitAsync("order-1").Soonish();
            await before.StopAsync();
        }

        _handed.Does = (_, _) => handles.Task;
        using var host = Build(shop);
        await host.StartAsync();
        _ledger.Begins = new IOException("No space left on device");
        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-2"));

        _ledger.Put((await ended.FindAsync("order-1"))!);
        await _handed.UntilEndedAsync(1);

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));
        handles.SetResult();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();
    }

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model_jobs"].Status;

    private static Task UntilUnhealthyAsync(IHost host) =>
        Soon.Until(async () => await HealthAsync(host) == HealthStatus.Unhealthy);

    private int Failed() => _log.Messages.Count(message => message.Id == 6);

    private IHost Build(Shop shop, Action<ModelClientOptions>? client = null) => shop.Build(
        services =>
        {
            _handed.Register(services);
            services.AddLogging(logging => logging.AddProvider(_log)).AddHealthChecks().AddModelJobs();
        },
        ledger: _ledger,
        client: client);
}
