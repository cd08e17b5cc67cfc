using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class ResultHealthTests : WorkerTest
{
    private readonly UnreliableLedger _ledger = new();

    [Fact]
    public async Task A_result_that_is_still_being_recorded_does_not_make_the_host_healthy()
    {
        var time = new HeldTime { From = TimeSpan.FromMinutes(20) };
        var (ends, isHung) = (new TaskCompletionSource(), false);
        _ledger.Before = line => _ = line.State == LedgerState.Ended && !isHung ? throw new IOException("The disk is away.") : line;
        using var host = await StartAsync(options => options.TimeProvider = time);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync(HealthStatus.Unhealthy);

        (_ledger.Ends, isHung) = (ends.Task, true);
        await Soon.Until(() => _ledger.Ending > 0);
        var failed = Failures;
        await Soon.Until(() =>
        {
            // Lets the job's timeout elapse.
            time.EndPauses();
            return Failures > failed;
        });

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        ends.SetResult();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_result_that_is_only_read_does_not_make_the_host_healthy()
    {
        var (handles, ended) = (new TaskCompletionSource(), new UnreliableLedger());
        using (var before = await Shop.StartAsync(ledger: ended))
        {
            await before.EnqueueAsync("order-1");
            await before.Jobs().WaitAsync("order-1").Soonish();
            await before.StopAsync();
        }

        Handled.Does = (_, _) => handles.Task;
        using var host = await StartAsync();
        _ledger.Begins = new IOException("No space left on device");
        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-2"));

        _ledger.Put((await ended.FindAsync("order-1"))!);
        await Handled.UntilEndedAsync(1);

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        handles.SetResult();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();
    }

    private Task<IHost> StartAsync(Action<ModelClientOptions>? client = null) =>
        Shop.StartAsync(Register, ledger: _ledger, client: client);
}
