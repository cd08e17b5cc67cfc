using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>Workers whose ledger other processes use, too.</summary>
public class SharedLedgerTests
{
    private static readonly byte[] Unfit = """{"promt":"a boat"}"""u8.ToArray();

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    [Theory]
    [InlineData("worker-1", LedgerState.Refused)]
    [InlineData("worker-2", LedgerState.Intended)]
    public async Task A_job_is_refused_only_by_the_process_that_has_it(string owner, LedgerState left)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { Name = "worker-1" };
        using var host = shop.Build(Register, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = Unfit, Owner = owner, Epoch = 2 });

        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(ledger.Looks > 5 && ledger.Released.Contains("order-1")));
        await host.StopAsync();

        Assert.Equal((left, left == LedgerState.Refused ? 1 : 0), ((await ledger.FindAsync("order-1"))!.State, _handed.Refused.Count));
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log));
    }
}
