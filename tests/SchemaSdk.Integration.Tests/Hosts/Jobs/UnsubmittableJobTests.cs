using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class UnsubmittableJobTests : WorkerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);
    private static readonly byte[] Filed = """{"prompt":"schemasdk-file:1"}"""u8.ToArray();

    private readonly HeldTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_that_cannot_be_submitted_are_released_and_left_to_others(bool isEncrypted)
    {
        await using var shop = new Shop();
        var cipher = isEncrypted ? new UnreliableCipher { Failures = int.MaxValue } : null;
        var ledger = new UnreliableLedger(new() { Cipher = cipher, TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(10);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal((10, 10), (others.Count, Failures));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_job_that_no_other_process_claims_is_retried_after_its_pause()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await ledger.UntilReleasedAsync(10);

        await ledger.UntilLookedForWorkAsync();
        var before = Failures;
        _time.Pass(78);
        await ledger.UntilReleasedAsync(20);
        _time.Pass(78);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync().Soonish();

        // The second pause is twice as long as the first one.
        Assert.Equal((10, 20), (before, Failures));
    }

    [Fact]
    public async Task Many_jobs_that_cannot_be_submitted_delay_no_other_job()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(200, shop, ledger);
        await host.EnqueueAsync("good");
        await host.StartAsync();

        await host.UntilAsync("good", LedgerState.Delivered);
        await ledger.UntilReleasedAsync(201);
        await host.StopAsync().Soonish();

        Assert.Equal((200, 1), (Failures, shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task More_unsubmittable_jobs_than_a_claim_can_exclude_are_retried_after_their_pauses()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(1200, shop, ledger, submits: 10);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1000);
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 900);
        await Soon.Until(() =>
        {
            _time.Pass(78);
            return Failures > 1100;
        });
        await host.StopAsync().Soonish();

        Assert.Equal(900, others.Count);
    }

    [Fact]
    public async Task A_stopping_host_releases_all_jobs()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await Soon.Until(() => Failures == 10);

        await host.StopAsync().Soonish();

        Assert.Equal(10, ledger.Released.Distinct().Count());
    }

    private IHost BuildWith(int jobs, Shop shop, UnreliableLedger ledger, int submits = 1)
    {
        var host = shop.Build(Register, options => (options.MaxSubmits, options.RetryDelay) = (submits, Pause), ledger);
        for (var i = 0; i < jobs; i++)
        {
            ledger.Put(host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input()) with { Input = Filed });
        }

        return host;
    }
}
