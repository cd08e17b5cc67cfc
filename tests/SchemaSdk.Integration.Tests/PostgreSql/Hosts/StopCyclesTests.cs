using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

/// <summary>Hosts with a ledger in PostgreSQL that stop, or are disposed of, at any moment of their life.</summary>
[Collection(nameof(StopCycles))]
public sealed class StopCyclesTests
{
    private readonly StopCycles _cycles = new();

    [FactWith(Server.PostgreSql)]
    public async Task Hosts_that_stop_or_are_disposed_of_at_random_moments_throw_nothing_and_pay_once()
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var shop = new Shop(_cycles.Service);

        await _cycles.RunAsync(
            few: 15,
            seed: 35,
            () => HostOf(shop, database),
            static (host, name) => host.EnqueueAsync(name, name),
            static (host, _) => host.Services.GetRequiredService<JobLedger>().SummarizeAsync().AsTask());
    }

    private IHost HostOf(Shop shop, string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(_cycles.Log);
        shop.Register(builder.Services, make: _ => new PostgreSqlJobLedger(database));
        return builder.Build();
    }
}
