using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;
using SchemaSdk.Hosts.Tests.Bench;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>A host whose ledger is on a disk that is full, as the system has it.</summary>
public sealed class FullDiskTests
{
    private const int Jobs = 50;

    [FactWithMounts]
    public async Task A_host_on_a_full_disk_is_unhealthy_with_the_reason_until_there_is_room_and_loses_no_job()
    {
        using var folder = new TemporaryFolder();
        using var mounted = Process.Start(new ProcessStartInfo(
            "unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size=512k none {folder.Path} && echo mounted && cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("mounted", await mounted.StandardOutput.ReadLineAsync().Soonish());

        // Other processes reach what one has mounted for itself by its root.
        var disk = $"/proc/{mounted.Id}/root{folder.Path}";
        await using var shop = new Shop();
        await using (var ledger = new FileJobLedger($"{disk}/jobs.ledger"))
        {
            using var host = shop.Build(
                services =>
                {
                    new Handed().Register(services);
                    services.AddHealthChecks().AddModelJobs();
                },
                ledger: ledger);
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.EnqueueAsync($"order-{i}")));
            Fill($"{disk}/ballast");

            await host.StartAsync();
            var unhealthy = await UntilAsync(host, HealthStatus.Unhealthy);
            File.Delete($"{disk}/ballast");
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => host.UntilAsync($"order-{i}", LedgerState.Delivered)));

            Assert.Contains("No space left on device", unhealthy.Description, StringComparison.Ordinal);
            await UntilAsync(host, HealthStatus.Healthy);
            await host.StopAsync();
        }

        Assert.Equal((Jobs, Jobs), (shop.Service.Bills, shop.Service.RequestsOf(EmulatorCall.Submit)));
        mounted.StandardInput.Close();
        await mounted.WaitForExitAsync().Soonish();
    }

    private static void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(() => file.Write(new byte[1 << 20]));
    }

    private static async Task<HealthReportEntry> UntilAsync(IHost host, HealthStatus wanted)
    {
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry entry = default;
        await Soon.Until(async () => (entry = (await checks.CheckHealthAsync()).Entries["model_jobs"]).Status == wanted);
        return entry;
    }
}
