using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class FullDiskTests : WorkerTest
{
    private const int Jobs = 50;

    [FactWithMounts]
    public async Task A_host_on_a_full_disk_is_unhealthy_until_there_is_space_and_loses_no_job()
    {
        using var disk = new SmallDisk();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        using var host = Shop.Build(Register, ledger: ledger);
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.EnqueueAsync($"order-{i}")));
        disk.Fill();

        await host.StartAsync();
        var unhealthy = await host.UntilAsync(HealthStatus.Unhealthy);
        disk.MakeRoom();
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.UntilAsync($"order-{i}", LedgerState.Delivered)));

        Assert.Contains("its disk is full. Free some space", unhealthy.Exception!.Message, StringComparison.Ordinal);
        await host.UntilAsync(HealthStatus.Healthy);
        await host.StopAsync();
        Assert.Equal((Jobs, Jobs), (Shop.Service.Bills, Shop.Service.RequestsOf(EmulatorCall.Submit)));
    }
}
