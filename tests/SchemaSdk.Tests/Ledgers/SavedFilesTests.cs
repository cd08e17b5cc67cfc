using System.Text;
using SchemaSdk.Ledgers;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A result counts as delivered once its files are on this machine, where the ledger has a folder for them.</summary>
public sealed class SavedFilesTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "../order-7" };

    private readonly string _folder = Directory.CreateTempSubdirectory("saved").FullName;
    private MemoryStore _store = new();

    [Fact]
    public async Task The_files_are_there_before_the_job_counts_as_delivered()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        var path = Assert.Single(result.DownloadedFiles);
        Assert.Equal("the picture", await File.ReadAllTextAsync(path));
        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);
        var later = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        Assert.Equal([path], Find(ledger).End!.Files);
        Assert.Equal([path], later.DownloadedFiles);
        Assert.StartsWith(_folder + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
        Assert.Equal("a.png", Path.GetFileName(path));
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_costs_nobody_the_result_and_is_tried_again_by_the_next_one()
    {
        var log = new ListLog();
        await using (var ledger = Open())
        {
            using var stage = Begin(ledger, Steps.Answer(404));
            stage.Options.LoggerFactory = log;

            var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

            Assert.Equal(Steps.Id, result.RequestId);
            Assert.IsType<ModelDownloadException>(result.DownloadError);
            Assert.Equal((LedgerState.Ended, 0), (Find(ledger).State, Find(ledger).End!.Files.Count));
            Assert.Contains(log.Lines, line => line.Contains(nameof(ModelDownloadException), StringComparison.Ordinal));
        }

        await using var again = Open();
        using var second = Begin(again, Steps.Answer(200, "the picture"));
        await Soon.Async(second.Still.RunAsync("a cat", Keyed));

        await Soon.Until(() => Find(again).State == LedgerState.Delivered);
        Assert.Equal((1, 0), (Find(again).End!.Files.Count, second.Script.Submit.Count));
        Assert.Equal(1, second.Script.File.Count);
    }

    [Fact]
    public async Task Files_beside_one_that_cannot_be_had_are_kept_for_the_next_one()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        stage.Script.File.Does(Steps.Answer(200, "the picture"), Steps.Answer(404));
        stage.Script.Result.Forget();
        stage.Script.Result.Does(Steps.Json(
            """
            {"request_id":"req-1","status":"succeeded",
             "output":["https://files.runcomfy.net/a.png","https://files.runcomfy.net/b.png","https://files.runcomfy.net/c.png"]}
            """));

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        var (state, requests, names) = (Find(ledger).State, stage.Script.File.Count, Names());
        stage.Script.File.Forget();
        stage.Script.File.Does(Steps.Answer(200, "the picture"));
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);

        Assert.Equal((LedgerState.Ended, 3, "a.png b.png"), (state, requests, names));
        Assert.Equal("a.png b.png c.png", Names());
        Assert.Equal(3, Find(ledger).End!.Files.Count);
    }

    [Fact]
    public async Task Whoever_says_by_themselves_that_it_was_delivered_finds_the_files_in_the_ledger()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed with { LeavesDelivery = true }));

        Assert.Equal((LedgerState.Ended, 1), (Find(ledger).State, Find(ledger).End!.Files.Count));
        Assert.NotEqual(0, Find(ledger).Result.Length);
    }

    [Fact]
    public async Task A_job_whose_files_cannot_be_had_is_given_back_for_a_worker_to_try_again()
    {
        var table = new SharedTable(new FakeTime());
        var ledger = new SharedLedger(table, "one", new() { DownloadFolder = _folder });
        using var stage = Begin(ledger, Steps.Answer(404));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.IsType<ModelDownloadException>(result.DownloadError);
        await Soon.Until(() => ledger.Released.Count == 1);
        Assert.Equal((LedgerState.Ended, null), (table["../order-7"].State, table["../order-7"].Lease.Owner));
    }

    [Fact]
    public async Task An_end_that_cannot_be_put_down_does_not_count_as_a_download()
    {
        var table = new SharedTable(new FakeTime());
        var isAway = true;
        var ledger = new SharedLedger(table, "one", new() { DownloadFolder = _folder })
        {
            Before = line => _ = isAway && line.State == LedgerState.Ended ? throw new TimeoutException("The database is away.") : line,
        };
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));

        var first = await Soon.Async(job.WaitAsync());
        var state = table["../order-7"].State;
        isAway = false;
        var second = await Soon.Async(job.WaitAsync());
        await Soon.Until(() => table["../order-7"].State == LedgerState.Delivered);

        Assert.Equal(LedgerState.Accepted, state);
        Assert.Contains("Accepted", Assert.IsType<ModelLedgerException>(first.DownloadError).Message, StringComparison.Ordinal);
        Assert.Null(second.DownloadError);
        Assert.Equal("the picture", await File.ReadAllTextAsync(Assert.Single(table["../order-7"].End!.Files)));
    }

    [Fact]
    public async Task Addresses_on_hosts_that_are_not_allowed_are_left_alone()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        stage.Script.Result.Forget();
        stage.Script.Result.Does(Steps.Json(
            """{"request_id":"req-1","status":"succeeded","output":{"a":"https://files.evil.example/a.png","b":"https:"}}"""));

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);
        Assert.Equal((0, 0), (Find(ledger).End!.Files.Count, stage.Script.File.Count));
    }

    [Fact]
    public async Task Whoever_stops_during_the_download_has_the_result_and_the_download_goes_on()
    {
        await using var ledger = Open();
        var file = Hang.AfterBody;
        using var stage = Begin(ledger, file.Step);
        using var stop = new CancellationTokenSource();
        var run = stage.Still.RunAsync("a cat", Keyed, stop.Token);
        await file.Reached;

        await stop.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await Soon.Async(run)).DownloadError);
        Assert.Equal(LedgerState.Ended, Find(ledger).State);
        file.Answer(Steps.Answer(200, "the picture"));

        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);
        Assert.Equal("the picture", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Find(ledger).End!.Files[0])));
    }

    // The folder is one of a system that flushes no folders, as some shares are; it has a file called "version".
    [FactOnLinux]
    public async Task Files_whose_names_cannot_be_made_durable_are_delivered_after_the_time_for_downloads_with_the_reason()
    {
        await using var ledger = Open();
        using var stage = BeginUndurable(ledger);

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        stage.Time.Advance(TimeSpan.FromHours(23));
        var tried = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        var state = Find(ledger).State;
        stage.Time.Advance(TimeSpan.FromHours(1));
        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);

        Assert.Equal(LedgerState.Ended, state);
        Assert.Contains("the folder could not be flushed to disk", tried.DownloadError!.Message, StringComparison.Ordinal);
        Assert.Equal($"{tried.DownloadError.Message} The download is not retried.", Find(ledger).End!.FilesError);
        Assert.Equal("version", Path.GetFileName(Assert.Single(Find(ledger).End!.Files)));
    }

    [FactOnLinux]
    public async Task What_is_kept_of_such_files_beside_an_encrypted_result_does_not_call_them_missing()
    {
        await using var ledger = Shelf.Open(
            new MemoryStore(), new() { DownloadFolder = _folder, DownloadTime = TimeSpan.Zero, Cipher = new XorCipher(7) });
        using var stage = BeginUndurable(ledger);

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);

        Assert.Equal("All files exist, but may not survive a power loss; the log says why.", Find(ledger).End!.FilesError);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Stage BeginUndurable(JobLedger ledger)
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, KeyForm.NameOf($"../order-7\n{Steps.Id}")), "/proc");
        var stage = Begin(ledger, Steps.Answer(500));
        stage.Script.Result.Forget();
        stage.Script.Result.Does(Steps.Json(
            $$"""{"request_id":"{{Steps.Id}}","status":"succeeded","output":["https://files.runcomfy.net/version"]}"""));
        return stage;
    }

    private static LedgerEntry Find(JobLedger ledger) => ledger.FindAsync("../order-7").AsTask().Result!;

    private string Names() =>
        string.Join(' ', Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());

    private static Stage Begin(JobLedger ledger, Step file)
    {
        var stage = Stage.Accepting();
        stage.Options.Ledger = ledger;
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        stage.Script.File.Does(file);
        return stage;
    }

    private MemoryJobLedger Open()
    {
        _store = _store.AfterCrash();
        return Shelf.Open(_store, new() { DownloadFolder = _folder });
    }
}
