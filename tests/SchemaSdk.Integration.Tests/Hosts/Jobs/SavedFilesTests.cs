using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>A handler gets a job once its files are on this machine, where the ledger has a folder for them.</summary>
public sealed class SavedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    [Fact]
    public async Task A_job_whose_files_cannot_be_written_is_not_delivered_before_they_can()
    {
        await using var shop = new Shop();
        var films = _folder.File("films");
        await File.WriteAllTextAsync(films, "A file stands where the folder has to be.");
        using var ledger = new MemoryJobLedger(shop.Jobs, new() { DownloadFolder = films });
        using var host = shop.Build(
            Register, ledger: ledger, client: options => options.Downloads.AllowedHosts.Add(shop.Service.Address.Host));
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(_log.Messages.Count(message => message.Id == 11) > 1));

        var waiting = await host.Jobs().FindAsync("order-1");
        var given = _handed.Ended.Count;
        var health = await HealthAsync(host);
        File.Delete(films);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal((LedgerState.Ended, 0), (waiting!.State, given));
        var job = Assert.Single(_handed.Ended);
        Assert.Null(job.Result!.DownloadError);
        Assert.True(new FileInfo(Assert.Single(job.Entry.End!.Files)).Length > 0);
        Assert.Equal(job.Entry.End!.Files, job.Result.DownloadedFiles);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal((HealthStatus.Degraded, 1), (health.Status, (int)health.Data["waiting_for_files"]));
        Assert.Contains("files of their results cannot be downloaded", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_its_handler_works_on_does_not_wait_for_files_any_more()
    {
        await using var shop = new Shop();
        var films = _folder.File("films");
        await File.WriteAllTextAsync(films, "A file stands where the folder has to be.");
        using var ledger = new MemoryJobLedger(shop.Jobs, new() { DownloadFolder = films });
        using var host = shop.Build(
            Register, ledger: ledger, client: options => options.Downloads.AllowedHosts.Add(shop.Service.Address.Host));
        HealthReportEntry health = default;
        _handed.Does = async (_, _) => health = await HealthAsync(host);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(_log.Messages.Count(message => message.Id == 11) > 1));

        File.Delete(films);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal((HealthStatus.Healthy, 0), (health.Status, (int)health.Data["waiting_for_files"]));
    }

    [Fact]
    public async Task A_job_whose_file_is_gone_for_good_is_delivered_without_it_and_that_is_told()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 100);
        using var ledger = new MemoryJobLedger(
            shop.Jobs, new() { DownloadFolder = _folder.File("films"), DownloadTime = TimeSpan.FromSeconds(0.1) });
        using var host = shop.Build(
            Register, ledger: ledger, client: options => options.Downloads.AllowedHosts.Add(shop.Service.Address.Host));
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Delivered);
        var health = await HealthAsync(host);
        await host.StopAsync();

        var job = Assert.Single(_handed.Ended);
        Assert.Contains("HTTP 404", job.FilesError, StringComparison.Ordinal);
        Assert.Equal(job.FilesError, job.Result!.DownloadError!.Message);
        Assert.Equal(job.FilesError, (await ledger.FindAsync("order-1"))!.End!.FilesError);
        Assert.Single(_log.Messages, message => message is { Level: LogLevel.Error, Id: 14 });
        Assert.Equal(
            (HealthStatus.Healthy, 0, 1), (health.Status, health.Data["waiting_for_files"], health.Data["delivered_with_files_error"]));
    }

    public void Dispose() => _folder.Dispose();

    // The worker may be further than the first count, without which the check knows nothing.
    private static async Task<HealthReportEntry> HealthAsync(IHost host)
    {
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry health = default;
        await Soon.Until(async () => (health = (await checks.CheckHealthAsync()).Entries["model_jobs"]).Data.Count > 0);
        return health;
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log)).AddHealthChecks().AddModelJobs();
    }
}
