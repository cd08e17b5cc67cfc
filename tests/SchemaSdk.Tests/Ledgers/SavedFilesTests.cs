using SchemaSdk.Ledgers;
using SchemaSdk.Tests.Running;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>With a download folder, a result must be delivered only when its files are on this machine.</summary>
public sealed class SavedFilesTests : FolderTest
{
    private const string Key = "../order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    [Fact]
    public async Task The_files_exist_before_the_job_is_delivered()
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
        Assert.StartsWith(Folder + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
        Assert.Equal("a.png", Path.GetFileName(path));
    }

    [Fact]
    public async Task A_job_whose_files_cannot_be_downloaded_is_released_for_a_worker()
    {
        var table = new SharedTable(new FakeTime());
        var ledger = new SharedLedger(table, "one", new() { DownloadFolder = Folder });
        using var stage = Begin(ledger, Steps.Answer(404));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.IsType<ModelDownloadException>(result.DownloadError);
        await Soon.Until(() => ledger.Released.Count == 1);
        Assert.Equal((LedgerState.Ended, null), (table[Key].State, table[Key].Lease.Owner));
    }

    [Fact]
    public async Task Files_do_not_count_as_downloaded_if_the_end_of_their_job_could_not_be_recorded()
    {
        var table = new SharedTable(new FakeTime());
        var isAway = true;
        var ledger = new SharedLedger(table, "one", new() { DownloadFolder = Folder })
        {
            Before = entry => _ = isAway && entry.State == LedgerState.Ended ? throw new TimeoutException("No database.") : entry,
        };
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));

        var first = await Soon.Async(job.WaitAsync());
        var state = table[Key].State;
        isAway = false;
        var second = await Soon.Async(job.WaitAsync());
        await Soon.Until(() => table[Key].State == LedgerState.Delivered);

        Assert.Equal(LedgerState.Accepted, state);
        Assert.Contains("Accepted", Assert.IsType<ModelLedgerException>(first.DownloadError).Message, StringComparison.Ordinal);
        Assert.Null(second.DownloadError);
        Assert.Equal("the picture", await File.ReadAllTextAsync(Assert.Single(table[Key].End!.Files)));
    }

    [Fact]
    public async Task Addresses_on_hosts_that_are_not_allowed_are_not_downloaded()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        stage.Script.Result.DoesOnly(Steps.Json(
            """{"request_id":"req-1","status":"succeeded","output":{"a":"https://files.evil.example/a.png","b":"https:"}}"""));

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);
        Assert.Equal((0, 0), (Find(ledger).End!.Files.Count, stage.Script.File.Count));
    }

    [Fact]
    public async Task A_call_canceled_during_the_download_returns_its_result_and_the_download_continues()
    {
        await using var ledger = Open();
        var file = Hang.AfterBody;
        using var stage = Begin(ledger, file.Step);
        var run = stage.Still.RunAsync("a cat", Keyed, stage.Stop.Token);
        await file.Reached;

        await stage.Stop.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await Soon.Async(run)).DownloadError);
        Assert.Equal(LedgerState.Ended, Find(ledger).State);
        file.Answer(Steps.Answer(200, "the picture"));

        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);
        Assert.Equal("the picture", await File.ReadAllTextAsync(Find(ledger).End!.Files[0]));
    }

    [Fact]
    public async Task Calls_for_the_same_ended_job_share_one_download()
    {
        await using var ledger = Open();
        var file = Hang.AfterBody;
        using var stage = Begin(ledger, file.Step);
        var first = stage.Still.RunAsync("a cat", Keyed);
        await file.Reached;

        var others = Enumerable.Range(0, 3).Select(_ => stage.Still.RunAsync("a cat", Keyed)).ToList();
        await Soon.Until(() => others.TrueForAll(static other => other.Status == TaskStatus.WaitingForActivation));
        file.Answer(Steps.Answer(200, "the picture"));
        var results = await Soon.Async(Task.WhenAll([first, .. others]));

        Assert.All(results, result => Assert.Equal(results[0].DownloadedFiles, result.DownloadedFiles));
        Assert.Equal(1, stage.Script.File.Count);
    }

    [Fact]
    public async Task RunManyAsync_sends_the_next_input_while_the_files_of_an_ended_job_are_downloaded()
    {
        await using var ledger = Open();
        var (status, file) = (Hang.AfterBody, Hang.AfterBody);
        using var stage = new Stage(skipsDelays: false);
        using var listener = new Listener(stage);
        stage.Options.Ledger = ledger;
        stage.Script.Submit.Does(Steps.AcceptedAs("req-1"), Steps.NotNow(429), Steps.AcceptedAs("req-2"));
        stage.Script.Status.Does(status.Step, Steps.OfAsked(Steps.Status("completed")));
        stage.Script.Result.Does(Steps.OfAsked(Steps.Succeeded));
        stage.Script.File.Does(file.Step);
        var all = ManyRuns.CollectAsync(stage.Still.RunManyAsync(["a", "b"], cancellationToken: stage.Stop.Token), []);
        await status.Reached;
        await Soon.Until(() => listener.Of("schemasdk.job.held_back").Sum(static measured => measured.Value) == 1);

        status.Answer(Steps.OfAsked(Steps.Status("completed")));
        await file.Reached;

        await Soon.Until(() => stage.Script.Submit.Count == 3);
        await stage.Stop.CancelAsync();
        file.Answer(Steps.Answer(200, "the picture"));
        await Soon.Async(Task.WhenAny(all));
    }

    [Fact]
    public async Task Files_of_one_name_are_numbered_in_the_order_of_the_output()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(200, "the picture"));
        string[] files = ["1/a.png", "2/a-2.png", "3/a.png", "4/A.png", "5/a-2.png", "6/a.png"];
        var output = string.Join(',', files.Select(file => $"\"https://files.runcomfy.net/{file}\""));
        stage.Script.Result.DoesOnly(Steps.Json($$"""{"request_id":"{{Steps.Id}}","status":"succeeded","output":[{{output}}]}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(
            ["a.png", "a-2.png", "a-3.png", "A-4.png", "a-2-2.png", "a-5.png"], result.DownloadedFiles.Select(Path.GetFileName));
    }

    // The job's folder is a link to /proc, because /proc cannot be flushed. The output file is /proc/version, which already exists.
    [FactOnLinux]
    public async Task Files_whose_names_cannot_be_made_durable_are_delivered_after_the_DownloadTime_with_the_reason()
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
    public async Task For_an_encrypted_result_the_reason_does_not_say_that_unflushed_files_are_missing()
    {
        await using var ledger = Shelf.Open(
            new MemoryStore(), new() { DownloadFolder = Folder, DownloadTime = TimeSpan.Zero, Cipher = new XorCipher(7) });
        using var stage = BeginUndurable(ledger);

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => Find(ledger).State == LedgerState.Delivered);

        Assert.Equal("All files exist, but may not survive a power loss; the log says why.", Find(ledger).End!.FilesError);
    }

    private Stage BeginUndurable(JobLedger ledger)
    {
        Directory.CreateSymbolicLink(Path.Combine(Folder, KeyForm.NameOf($"../order-7\n{Steps.Id}")), "/proc");
        var stage = Begin(ledger, Steps.Answer(500));
        stage.Script.Result.DoesOnly(Steps.Json(
            $$"""{"request_id":"{{Steps.Id}}","status":"succeeded","output":["https://files.runcomfy.net/version"]}"""));
        return stage;
    }

    private static LedgerEntry Find(JobLedger ledger) => ledger.FindAsync(Key).AsTask().Result!;

    private static Stage Begin(JobLedger ledger, Step file)
    {
        var stage = Stage.Succeeding();
        stage.Options.Ledger = ledger;
        stage.Script.File.Does(file);
        return stage;
    }

    private MemoryJobLedger Open() => Shelf.Open(new MemoryStore(), new() { DownloadFolder = Folder });
}
