using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>Jobs on a shared ledger that one worker cannot submit, and another one may.</summary>
public class UnfitJobsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);
    private static readonly byte[] Filed = """{"prompt":"schemasdk-file:1"}"""u8.ToArray();

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    // Those in which they are kept, and in which only others claim.
    private readonly HeldTime _time = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_given_back_and_left_to_others_for_a_while(bool isEncrypted)
    {
        await using var shop = new Shop();
        var cipher = isEncrypted ? new MoodyCipher { Failures = int.MaxValue } : null;
        var ledger = new MoodyLedger(new() { Cipher = cipher, TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();

        await Soon.Until(() => Task.FromResult(Tries() == 10 && _time.Pauses == 1));
        await ledger.UntilLookedForWorkAsync();
        var kept = ledger.Released.Count;
        _time.EndPauses();
        await ledger.UntilReleasedAsync(10);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal((0, 10, 10), (kept, others.Count, Tries()));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task One_that_nobody_else_takes_is_not_tried_again_before_its_pause_is_over()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(Tries() == 10));

        await GiveBackAsync(ledger, 10);
        await GiveBackAsync(ledger, 20);
        await ledger.UntilLookedForWorkAsync();
        var before = Tries();
        _time.Pass(78);
        await GiveBackAsync(ledger, 30);
        await Soon.Until(() => Task.FromResult(Tries() == 20));
        _time.Pass(78);
        await GiveBackAsync(ledger, 40);
        await GiveBackAsync(ledger, 50);
        await host.StopAsync().Soonish();

        // The second pause is twice as long as the first one.
        Assert.Equal((10, 20), (before, Tries()));
    }

    [Fact]
    public async Task However_long_they_are_kept_they_keep_no_other_job_from_its_turn()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(200, shop, ledger);
        await host.EnqueueAsync("good");
        await host.StartAsync();

        await host.UntilAsync("good", LedgerState.Delivered);
        await ledger.UntilReleasedAsync(1);
        var before = ledger.Released.ToList();
        await Soon.Until(() => Task.FromResult(Tries() == 200));
        _time.EndPauses();
        await ledger.UntilReleasedAsync(201);
        await host.StopAsync().Soonish();

        Assert.Equal(["good"], before);
        Assert.Equal((200, 1), (Tries(), shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task More_of_them_than_are_kept_at_a_time_go_behind_the_others_at_once()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(1200, shop, ledger, submits: 100);
        await host.EnqueueAsync("good");
        await host.StartAsync();

        await ledger.UntilReleasedAsync(500);
        await ledger.UntilLookedForWorkAsync();
        var first = Tries();
        await Soon.Until(async () =>
        {
            _time.EndPauses();
            return (await ledger.FindAsync("good"))!.State == LedgerState.Delivered;
        });
        await Soon.Until(() => Task.FromResult(Tries() >= 1200));
        await host.StopAsync().Soonish();

        Assert.InRange(first, 500, 1000);
        Assert.Equal(1200, Tries());
    }

    [Fact]
    public async Task All_that_are_kept_are_given_back_when_the_host_stops()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(Tries() == 10));

        await host.StopAsync().Soonish();

        Assert.Equal(10, ledger.Released.Distinct().Count());
    }

    // The first pauses end the time for which they are kept, and the next ones that in which only others claim.
    private async Task GiveBackAsync(MoodyLedger ledger, int released)
    {
        await Soon.Until(() => Task.FromResult(_time.Pauses == 1));
        _time.EndPauses();
        await ledger.UntilReleasedAsync(released);
        await Soon.Until(() => Task.FromResult(_time.Pauses == 1));
        _time.EndPauses();
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
