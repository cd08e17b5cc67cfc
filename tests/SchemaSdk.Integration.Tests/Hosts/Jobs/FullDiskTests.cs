using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class FullDiskTests
{
    private const int Jobs = 50;

    [FactWithMounts]
    public async Task A_host_on_a_full_disk_is_unhealthy_until_there_is_space_and_loses_no_job()
    {
        using var disk = new SmallDisk();
        await using var shop = new Shop();
        await using (var ledger = new SqliteJobLedger(disk.File("jobs.db")))
        {
            using var host = shop.Build(
                services =>
                {
                    new HandledJobs().Register(services);
                    services.AddHealthChecks().AddModelJobs();
                },
                ledger: ledger);
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.EnqueueAsync($"order-{i}")));
            disk.Fill();

            await host.StartAsync();
            var unhealthy = await UntilAsync(host, HealthStatus.Unhealthy);
            disk.MakeRoom();
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.UntilAsync($"order-{i}", LedgerState.Delivered)));

            Assert.Contains("its disk is full", unhealthy.Exception!.Message, StringComparison.Ordinal);
            await UntilAsync(host, HealthStatus.Healthy);
            await host.StopAsync();
        }

        Assert.Equal((Jobs, Jobs), (shop.Service.Bills, shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    private static async Task<HealthReportEntry> UntilAsync(IHost host, HealthStatus wanted)
    {
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry entry = default;
        await Soon.Until(async () => (entry = (await checks.CheckHealthAsync()).Entries["model_jobs"]).Status == wanted);
        return entry;
    }
}
