using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.PostgreSql.Hosts;

[Collection(nameof(StopCycles))]
public sealed class StopCyclesTests
{
    private readonly StopCycles _cycles = new();

    [FactWith(Server.PostgreSql)]
    public async Task Hosts_that_stop_at_random_moments_throw_nothing_and_submit_no_job_twice()
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var shop = new Shop(_cycles.Service);

        await _cycles.RunAsync(
            few: 8,
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
