using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs on a shared ledger that one worker cannot submit, and another one may.</summary>
public class UnfitJobsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);
    private static readonly byte[] Filed = """{"prompt":"schemasdk-file:1"}"""u8.ToArray();

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    private readonly HeldTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_given_back_at_once_and_left_to_others(bool isEncrypted)
    {
        await using var shop = new Shop();
        var cipher = isEncrypted ? new MoodyCipher { Failures = int.MaxValue } : null;
        var ledger = new MoodyLedger(new() { Cipher = cipher, TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(10);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal((10, 10), (others.Count, Tries()));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task One_that_no_other_process_takes_is_not_tried_again_before_its_pause_is_over()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await ledger.UntilReleasedAsync(10);

        await ledger.UntilLookedForWorkAsync();
        var before = Tries();
        _time.Pass(78);
        await ledger.UntilReleasedAsync(20);
        _time.Pass(78);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync().Soonish();

        // The second pause is twice as long as the first one.
        Assert.Equal((10, 20), (before, Tries()));
    }

    [Fact]
    public async Task However_many_they_are_they_keep_no_other_job_from_its_turn()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(200, shop, ledger);
        await host.EnqueueAsync("good");
        await host.StartAsync();

        await host.UntilAsync("good", LedgerState.Delivered);
        await ledger.UntilReleasedAsync(201);
        await host.StopAsync().Soonish();

        Assert.Equal((200, 1), (Tries(), shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task With_more_of_them_than_a_claim_can_name_this_process_goes_on_once_pauses_are_over()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(1200, shop, ledger, submits: 10);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1000);
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 900);
        await Soon.Until(() =>
        {
            _time.Pass(78);
            return Task.FromResult(Tries() > 1100);
        });
        await host.StopAsync().Soonish();

        Assert.Equal(900, others.Count);
    }

    [Fact]
    public async Task All_are_given_back_when_the_host_stops()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(Tries() == 10));

        await host.StopAsync().Soonish();

        Assert.Equal(10, ledger.Released.Distinct().Count());
    }

    private int Tries() => _log.Messages.Count(message => message.Id == 6);

    private IHost BuildWith(int jobs, Shop shop, MoodyLedger ledger, int submits = 1)
    {
        var host = shop.Build(Register, options => (options.MaxSubmits, options.RetryDelay) = (submits, Pause), ledger);
        for (var i = 0; i < jobs; i++)
        {
            ledger.Put(host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input()) with { Input = Filed });
        }

        return host;
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log));
    }
}
