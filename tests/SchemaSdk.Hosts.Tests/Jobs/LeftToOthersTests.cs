using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;
using SchemaSdk.Hosts.Tests.Bench;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>A worker that lacks what another one may have, on a ledger that they share.</summary>
public sealed class LeftToOthersTests : IDisposable
{
    // For so long such a job is kept.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    private readonly TemporaryFolder _folder = new();
    private readonly HeardLog _log = new();

    [Theory]
    [InlineData(false, "TokenProvider gave is empty")]
    [InlineData(true, "schemasdk-no-copies")]
    public async Task A_job_for_which_a_worker_lacks_the_token_or_the_copy_of_a_file_is_given_back_unsent(bool hasToken, string why)
    {
        await using var shop = new Shop();
        var (time, folder) = (new HeldTime(Pause), _folder.File("schemasdk-no-copies"));
        var ledger = new MoodyLedger(new() { InputFolder = folder, TimeProvider = time });
        using var host = shop.Build(
            services => services.AddLogging(logging => logging.AddProvider(_log)),
            options => options.RetryDelay = TimeSpan.FromSeconds(77),
            ledger,
            client => client.TokenProvider = hasToken ? null : _ => new(""));
        await host.Jobs().EnqueueAsync(
            "order-1",
            host.Services.GetRequiredService<RunComfyClient>().Kling.Kling3_0.Standard.ImageToVideo,
            new() { Prompt = "It falls.", StartImageUrl = ModelFile.FromBytes(Png) });
        if (hasToken)
        {
            Array.ForEach(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), File.Delete);
        }

        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        var kept = ledger.Released.Count;
        time.EndPauses();
        await Soon.Until(() => Task.FromResult(ledger.Released.Count == 1));
        await host.StopAsync().Soonish();

        Assert.Equal((0, LedgerState.Intended), (kept, (await ledger.FindAsync("order-1"))!.State));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Contains(_log.Errors, error => error.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_a_worker_cannot_follow_is_given_back_once_its_pause_ends_however_seldom_it_looks_for_work()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time })
        {
            PollInterval = Timeout.InfiniteTimeSpan,
        };
        using var host = BuildWithForeign(shop, ledger);
        await host.StartAsync();

        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.EndPauses();
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal(["order-1"], ledger.Released);
    }

    [Fact]
    public async Task It_is_left_to_others_from_when_it_was_given_back()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ledger = new MoodyLedger(new() { TimeProvider = time })
        {
            Releases = go.Task,
        };
        using var host = BuildWithForeign(shop, ledger);
        await host.StartAsync();

        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.EndPauses();
        await Soon.Until(() => Task.FromResult(ledger.AskedToRelease == 1));
        time.Pass(11);
        go.SetResult();
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var before = Tries();
        time.Pass(11);
        await Soon.Until(() => Task.FromResult(Tries() == 2));
        await host.StopAsync().Soonish();

        Assert.Equal(1, before);
    }

    [Fact]
    public async Task Jobs_go_back_together_after_a_while_in_which_this_process_takes_others_up()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause, 2 * Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time });
        using var host = BuildWithForeign(shop, ledger);
        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.EndPauses();
        await ledger.UntilReleasedAsync(1);
        time.Pass(11);
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.EndPauses();
        await ledger.UntilLookedForWorkAsync();
        ledger.Put(Foreign(host, "order-2"));
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.EndPauses();
        await ledger.UntilLookedForWorkAsync();
        var before = ledger.Released.Count;
        time.Pass(20);
        await ledger.UntilReleasedAsync(3);
        var asked = ledger.AskedToRelease;
        await host.StopAsync().Soonish();

        Assert.Equal((1, 2), (before, asked));
        Assert.Equal(["order-1", "order-2"], ledger.Released.Skip(1).Order());
    }

    [Fact]
    public async Task Jobs_that_are_left_while_others_are_given_back_follow_however_seldom_this_process_looks_for_work()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause) { From = TimeSpan.FromSeconds(20) };
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ledger = new MoodyLedger(new() { TimeProvider = time })
        {
            Releases = go.Task,
            PollInterval = Timeout.InfiniteTimeSpan,
        };
        using var host = BuildWithForeign(shop, ledger);
        ledger.Put(Foreign(host, "order-2"));
        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(time.Pauses == 2));
        time.EndPause();
        await Soon.Until(() => Task.FromResult(ledger.AskedToRelease == 1));
        time.EndPause();

        // The second one waits for its turn, which comes while the first one is still given back.
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        time.Pass(31);
        time.EndPause();
        go.SetResult();
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        var before = ledger.Released.Count;
        time.Pass(31);
        time.EndPause();
        await ledger.UntilReleasedAsync(2);
        await host.StopAsync().Soonish();

        Assert.Equal(1, before);
    }

    public void Dispose() => _folder.Dispose();

    private int Tries() => _log.Messages.Count(message => message.Id == 6);

    private IHost BuildWithForeign(Shop shop, MoodyLedger ledger)
    {
        var host = shop.Build(
            services =>
            {
                new Handed().Register(services);
                services.AddLogging(logging => logging.AddProvider(_log));
            },
            options => options.RetryDelay = Pause,
            ledger);
        ledger.Put(Foreign(host, "order-1"));
        return host;
    }

    private static LedgerEntry Foreign(IHost host, string key) => host.Jobs().IntentOf(key, Shop.Model, Shop.Input()) with
    {
        State = LedgerState.Accepted,
        Service = "acme",
        RequestId = "req-1",
    };
}
