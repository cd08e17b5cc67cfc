using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>A worker that lacks what another one may have, on a ledger that they share.</summary>
public sealed class LeftToOthersTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    private readonly TemporaryFolder _folder = new();
    private readonly HeardLog _log = new();

    [Theory]
    [InlineData(false, "TokenProvider returned is empty")]
    [InlineData(true, "schemasdk-no-copies")]
    public async Task A_job_for_which_a_worker_lacks_the_token_or_the_copy_of_a_file_is_given_back_unsent(bool hasToken, string why)
    {
        await using var shop = new Shop();
        var folder = _folder.File("schemasdk-no-copies");
        var ledger = new MoodyLedger(new() { InputFolder = folder });
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
        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync("order-1"))!.State);
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Contains(_log.Errors, error => error.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_a_worker_cannot_follow_is_given_back_at_once_however_seldom_it_looks_for_work()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { PollInterval = Timeout.InfiniteTimeSpan };
        using var host = BuildWithForeign(shop, ledger);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal(["order-1"], ledger.Released);
    }

    [Fact]
    public async Task It_is_left_to_others_until_its_pause_is_over()
    {
        await using var shop = new Shop();
        var time = new HeldTime();
        var ledger = new MoodyLedger(new() { TimeProvider = time });
        using var host = BuildWithForeign(shop, ledger);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var before = Tries();
        time.Pass(6);
        await Soon.Until(() => Task.FromResult(Tries() == 2));
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
