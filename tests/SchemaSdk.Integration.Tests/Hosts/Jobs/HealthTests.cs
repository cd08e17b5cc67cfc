using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class HealthTests : WorkerTest
{
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(0.5));

    [Fact]
    public async Task A_host_without_a_token_does_not_start()
    {
        using var host = Shop.Build(Register, client: options => options.ApiToken = null);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("The client RunComfyClient has no token, so its jobs", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ModelClientOptions.ApiToken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_only_enqueues_jobs_needs_no_token_and_is_unhealthy_while_the_ledger_does_not_answer()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = await Shop.StartAsync(
            Register,
            options => (options.MaxFollowed, options.CountInterval) = (0, TimeSpan.FromSeconds(0.5)),
            ledger,
            options => options.ApiToken = null);
        await Soon.Until(() => _time.Pauses == 1);
        await host.EnqueueAsync("order-1");
        var before = await host.HealthAsync();
        ledger.Away = new IOException("The database does not answer.");
        _time.EndPauses();
        await Soon.Until(() => _time.Pauses == 1);

        var idles = ledger.Idles;
        await Soon.Until(() => ledger.Idles > idles + 1);

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (before.Status, (await host.HealthAsync()).Status));
        await host.StopAsync();
        Assert.Equal(0, Shop.Service.Requests);
    }

    [Fact]
    public async Task A_lasting_failure_of_one_job_does_not_make_the_host_unhealthy()
    {
        using var host = await Shop.StartAsync(Register, ledger: new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = _ => throw new ModelLedgerException("The row of another job cannot be read.") { IsLasting = true },
        });
        await host.EnqueueAsync("order-1");

        await UntilFailedAsync(2);

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_job_that_cannot_be_enqueued_makes_the_host_unhealthy_for_a_minute_unless_its_key_belongs_to_another_job()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = await Shop.StartAsync(Register, options => options.MaxFollowed = 0, ledger);
        await host.EnqueueAsync("order-1");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.EnqueueAsync("order-1", "a car"));
        var before = await host.HealthAsync();
        ledger.Begins = new IOException("No space left on device");

        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-2"));
        var during = await host.HealthAsync();
        _time.Pass(60);

        Assert.Equal((true, HealthStatus.Healthy), (error.IsKeyTaken, before.Status));
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (during.Status, (await host.HealthAsync()).Status));
        await host.StopAsync();
    }

    [Fact]
    public async Task Few_of_the_waiting_jobs_are_attempted_while_nothing_can_be_sent()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time })
        {
            Before = static _ => throw new IOException("No space left on device"),
        };
        using var host = Shop.Build(Register, options => options.RetryDelay = TimeSpan.FromSeconds(1), ledger);
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
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        var early = host.HealthAsync();
        await Soon.Until(() => _time.Pauses > 0);
        _time.EndPauses();
        var before = await early;
        var late = host.HealthAsync();
        counts.SetResult();

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Status, (await late).Status));
        await host.StopAsync();
    }

    [FactWithMounts]
    public async Task A_host_on_a_full_disk_is_unhealthy_until_there_is_space_and_loses_no_job()
    {
        using var disk = new SmallDisk();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        using var host = Shop.Build(Register, ledger: ledger);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.EnqueueAsync($"order-{i}")));
        disk.Fill();

        await host.StartAsync();
        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        disk.MakeRoom();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.UntilAsync($"order-{i}", LedgerState.Delivered)));

        Assert.Contains("its disk is full. Free some space", unhealthy.Exception!.Message, StringComparison.Ordinal);
        await host.UntilAsync(HealthStatus.Healthy);
        await host.StopAsync();
        Assert.Equal((50, 50), (Shop.Service.Bills, Shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task A_result_that_is_still_being_recorded_does_not_make_the_host_healthy()
    {
        var ledger = new UnreliableLedger();
        var time = new HeldTime { From = TimeSpan.FromMinutes(20) };
        var (ends, isHung) = (new TaskCompletionSource(), false);
        ledger.Before = line => _ = line.State == LedgerState.Ended && !isHung ? throw new IOException("The disk is away.") : line;
        using var host = await Shop.StartAsync(Register, ledger: ledger, client: options => options.TimeProvider = time);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync(HealthStatus.Unhealthy);

        (ledger.Ends, isHung) = (ends.Task, true);
        await Soon.Until(() => ledger.Ending > 0);
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
        var ledger = new UnreliableLedger();
        using var host = await Shop.StartAsync(Register, ledger: ledger);
        ledger.Begins = new IOException("No space left on device");
        await Assert.ThrowsAsync<IOException>(() => host.EnqueueAsync("order-2"));

        ledger.Put((await ended.FindAsync("order-1"))!);
        await Handled.UntilEndedAsync(1);

        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
        handles.SetResult();
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();
    }

    private Task UntilFailedAsync(int count) => Soon.Until(() => Failures >= count);
}
