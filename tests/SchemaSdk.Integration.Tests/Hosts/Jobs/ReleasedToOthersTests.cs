using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class ReleasedToOthersTests : WorkerTest, IDisposable
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5_000]];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false, "TokenProvider returned is empty")]
    [InlineData(true, "schemasdk-no-copies")]
    public async Task A_job_whose_token_or_file_a_worker_lacks_is_released_unsent(bool hasToken, string why)
    {
        await using var shop = new Shop();
        var folder = _folder.File("schemasdk-no-copies");
        var ledger = new UnreliableLedger(new() { InputFolder = folder });
        using var host = shop.Build(
            services => services.AddLogging(logging => logging.AddProvider(Log)),
            options => options.RetryDelay = TimeSpan.FromSeconds(77),
            ledger,
            client => client.TokenProvider = hasToken ? null : _ => new(""));
        await host.Jobs().EnqueueAsync(
            "order-1",
            host.ImageToVideo(),
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
        Assert.Contains(Log.Errors, error => error.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_of_another_service_is_released_at_once()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger { PollInterval = Timeout.InfiniteTimeSpan };
        using var host = shop.Build(Register, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with
        {
            State = LedgerState.Accepted,
            Service = "acme",
            RequestId = "req-1",
        });
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();

        Assert.Equal(["order-1"], ledger.Released);
    }

    public void Dispose() => _folder.Dispose();
}
