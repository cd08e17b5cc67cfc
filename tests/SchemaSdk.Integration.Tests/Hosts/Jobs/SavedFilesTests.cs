using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class SavedFilesTests : WorkerTest
{
    [Fact]
    public async Task A_job_waits_until_its_files_can_be_written_and_no_longer_counts_as_waiting_when_it_is_handled()
    {
        var films = Folder.File("films");
        await File.WriteAllTextAsync(films, "A file stands where the folder has to be.");
        using var ledger = new MemoryJobLedger(Shop.Jobs, new() { DownloadFolder = films });
        using var host = Build(ledger);
        HealthReportEntry handled = default;
        Handled.Does = async (_, _) => handled = await HealthAsync(host);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Failures > 1);
        var waiting = await host.Jobs().FindAsync("order-1");
        var given = Handled.Ended.Count;
        var health = await HealthAsync(host);
        File.Delete(films);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal((LedgerState.Ended, 0), (waiting!.State, given));
        var job = Assert.Single(Handled.Ended);
        Assert.Null(job.Result!.DownloadError);
        Assert.True(new FileInfo(Assert.Single(job.Entry.End!.Files)).Length > 0);
        Assert.Equal(job.Entry.End!.Files, job.Result.DownloadedFiles);
        Assert.Equal(1, Shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal((HealthStatus.Degraded, 1), (health.Status, (int)health.Data["waiting_for_files"]));
        Assert.Contains("Some of their files could not be downloaded", health.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, 0), (handled.Status, (int)handled.Data["waiting_for_files"]));
    }

    [Fact]
    public async Task A_job_whose_file_is_gone_is_delivered_with_the_error()
    {
        Shop.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 100);
        using var ledger = new MemoryJobLedger(
            Shop.Jobs, new() { DownloadFolder = Folder.File("films"), DownloadTime = TimeSpan.FromSeconds(0.1) });
        using var host = Build(ledger);
        await host.StartAsync();

        await host.DeliverAsync("order-1");
        var health = await HealthAsync(host);
        await host.StopAsync();

        var job = Assert.Single(Handled.Ended);
        Assert.Contains("HTTP 404", job.FilesError, StringComparison.Ordinal);
        Assert.Equal(job.FilesError, job.Result!.DownloadError!.Message);
        Assert.Equal(job.FilesError, (await ledger.FindAsync("order-1"))!.End!.FilesError);
        Assert.Single(Log.Messages, message => message is { Level: LogLevel.Error, Id: 14 });
        Assert.Equal(
            (HealthStatus.Healthy, 0, 1), (health.Status, health.Data["waiting_for_files"], health.Data["delivered_with_files_error"]));
    }

    [Fact]
    public async Task A_worker_without_a_handler_retries_a_download_too()
    {
        Shop.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(503), times: 3);
        using var ledger = new MemoryJobLedger(Shop.Jobs, new() { DownloadFolder = Folder.File("films") });
        using var host = Build(ledger, hasHandler: false);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");

        await Soon.Until(async () => (await ledger.FindAsync("order-1"))?.End?.Files is [_]);

        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
        Assert.Equal(4, Shop.Service.RequestsOf(EmulatorCall.Download));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_worker_with_a_handler_takes_over_a_download_that_fails_in_a_worker_without_one()
    {
        var films = Folder.File("films");
        await File.WriteAllTextAsync(films, "A file stands where the folder has to be.");
        using var failing = new MemoryJobLedger(Shop.Jobs, new() { DownloadFolder = films });
        using var working = new MemoryJobLedger(Shop.Jobs, new() { DownloadFolder = Folder.File("other films") });
        using var first = Build(failing, hasHandler: false);
        await first.StartAsync();
        await first.EnqueueAsync("order-1");
        await first.UntilAsync("order-1", LedgerState.Ended);

        using var second = Build(working);
        await second.StartAsync();
        await Handled.UntilEndedAsync(1);

        Assert.Null(Assert.Single(Handled.Ended).Result!.DownloadError);
        await Task.WhenAll(first.StopAsync(), second.StopAsync());
    }

    [Fact]
    public async Task An_address_that_the_output_repeats_from_the_input_is_not_downloaded()
    {
        var (notes, prompt) = ($"{Shop.Service.Address}files/1/notes.txt", $"{Shop.Service.Address}files/2/prompt.txt");
        Shop.Service.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(
            200, "application/json", $$"""{"status":"completed","output":{"video":"{{notes}}","prompt":"{{prompt}}"} }"""));
        Shop.Service.Faults.Add(EmulatorCall.Download, EmulatorFault.Answer(200, "text/plain", "a boat"));
        using var ledger = new MemoryJobLedger(Shop.Jobs, new() { DownloadFolder = Folder.File("films") });
        using var host = Build(ledger);
        await host.StartAsync();

        await host.DeliverAsync("order-1", prompt);
        await host.StopAsync();

        Assert.Equal("notes.txt", Path.GetFileName(Assert.Single(Assert.Single(Handled.Ended).Entry.End!.Files)));
        Assert.Equal(1, Shop.Service.RequestsOf(EmulatorCall.Download));
    }

    private IHost Build(JobLedger ledger, bool hasHandler = true) => Shop.Build(
        hasHandler ? Register : null, ledger: ledger, client: options =>
        {
            options.Retry.ReadBudget = TimeSpan.Zero;
            options.Downloads.AllowedHosts.Add(Shop.Service.Address.Host);
        });

    // The health check has no data until the jobs have been counted.
    private static async Task<HealthReportEntry> HealthAsync(IHost host)
    {
        HealthReportEntry health = default;
        await Soon.Until(async () => (health = await host.HealthAsync()).Data.Count > 0);
        return health;
    }
}
