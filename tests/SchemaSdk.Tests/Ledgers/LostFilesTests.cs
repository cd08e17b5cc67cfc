namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests that files which cannot be downloaded do not delay a delivery forever, and that no file is downloaded twice.</summary>
public sealed partial class LostFilesTests : FolderTest
{
    private readonly SharedTable _table = new(new FakeTime());

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_file_that_is_gone_is_retried_for_a_minute_and_its_job_is_delivered_with_the_other_files(int status)
    {
        using var stage = Begin(Files("a", "b"));
        stage.Script.File.Does(Steps.Answer(200, "a"), Steps.Answer(status), Steps.Answer(status));

        var first = await RunAsync(stage);
        var (state, requests) = (Known.State, stage.Script.File.Count);
        stage.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await RunAsync(stage);
        await Soon.Until(() => Known.State == LedgerState.Delivered);
        var third = await RunAsync(stage);

        Assert.Equal((LedgerState.Ended, 2, 3), (state, requests, stage.Script.File.Count));
        Assert.True(Assert.IsType<ModelDownloadException>(first.DownloadError).IsGone);
        Assert.Equal("a", await File.ReadAllTextAsync(Assert.Single(Known.End!.Files)));
        Assert.Contains($"HTTP {status}", Known.End!.FilesError, StringComparison.Ordinal);
        Assert.All([second, third], result => Assert.Equal(Known.End!.FilesError, result.DownloadError!.Message));
        Assert.All([first, second, third], result => Assert.Equal(Known.End!.Files, result.DownloadedFiles));
    }

    [Fact]
    public async Task A_file_that_this_machine_cannot_write_is_retried_until_it_can()
    {
        var films = Path.Combine(Folder, "films");
        await File.WriteAllTextAsync(films, "This file blocks the folder.");
        using var stage = Begin(Files("a"), new() { DownloadTime = TimeSpan.Zero }, folder: films);
        stage.Script.File.Does(Steps.Answer(200, "a"), Steps.Answer(200, "a"));

        await RunAsync(stage);
        var state = Known.State;
        File.Delete(films);
        await DeliverAsync(stage);

        Assert.Equal(LedgerState.Ended, state);
        Assert.Null(Known.End!.FilesError);
    }

    [Fact]
    public async Task The_reason_next_to_an_encrypted_result_does_not_name_its_files_but_the_log_does()
    {
        using var stage = Begin(Files("a", "b"), new() { DownloadTime = TimeSpan.Zero, Cipher = new XorCipher(7) });
        stage.Script.File.Does(Steps.Answer(200, "a"), Steps.Answer(404));
        using var log = stage.Logged();

        var result = await RunAsync(stage);
        await Soon.Until(() => Known.State == LedgerState.Delivered);

        Assert.Equal("Missing files: 1 of 2; the log says why.", Known.End!.FilesError);
        Assert.Contains("HTTP 404", result.DownloadError!.Message, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains(nameof(ModelDownloadException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_number_of_paths_is_kept()
    {
        await using var ledger = Shelf.Open(new MemoryStore(), new() { DownloadFolder = Folder });
        using var stage = Begin(Files([.. Enumerable.Range(0, 600).Select(at => new string('ü', 60) + at)]));
        stage.Options.Ledger = ledger;
        stage.Script.File.Does(Steps.Answer(200, "a picture"));

        var result = await RunAsync(stage);
        await Soon.Until(() => ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);

        var known = (await ledger.FindAsync("order-7"))!;
        Assert.Equal(FilesInFolder.Order(), known.End!.Files.Order());
        Assert.Equal((600, null, null), (known.End!.Files.Count, known.End!.FilesError, result.DownloadError));
    }

    [Fact]
    public async Task A_crash_after_the_download_leaves_files_that_the_next_attempt_uses()
    {
        using (var stage = Begin(Files("a", "A", "a"), before: entry => _ = entry.State == LedgerState.Delivered
            ? throw new TimeoutException("The process ends here.") : entry))
        {
            stage.Script.File.Does(Steps.Answer(200, "one"), Steps.Answer(200, "two"));
            await RunAsync(stage);
            Assert.Equal((LedgerState.Ended, 2), (Known.State, stage.Script.File.Count));
        }

        using var next = Begin(Files("a", "A", "a"));
        next.Script.File.Does(Steps.Answer(500));
        await DeliverAsync(next);

        Assert.Equal((0, 0), (next.Script.File.Count, next.Script.Submit.Count));
        Assert.Equal(["a.png", "A-2.png"], Known.End!.Files.Select(Path.GetFileName));
        Assert.Equal(["one", "two"], Known.End!.Files.Select(File.ReadAllText));
        Assert.Equal(2, FilesInFolder.Length);
    }

    [Fact]
    public async Task A_file_of_a_host_that_is_allowed_later_is_not_confused_with_a_file_of_the_same_name()
    {
        var result = Steps.Json(
            """
            {"request_id":"req-1","status":"succeeded",
             "output":["https://cdn.example/a.png","https://files.runcomfy.net/a.png","https://files.runcomfy.net/b.png"]}
            """);
        using (var stage = Begin(result))
        {
            stage.Script.File.Does(Steps.Answer(200, "of the service"), Steps.Answer(400));
            await RunAsync(stage);
        }

        using var next = Begin(result);
        next.Options.Downloads.AllowedHosts.Add("cdn.example");
        next.Script.File.Does(Steps.Answer(200, "of the cdn"), Steps.Answer(200, "b"));
        await DeliverAsync(next);

        Assert.Equal(["of the cdn", "of the service", "b"], Known.End!.Files.Select(File.ReadAllText));
    }

    [Fact]
    public async Task A_later_job_under_a_forgotten_key_has_its_own_files()
    {
        for (var job = 1; job <= 2; job++)
        {
            var body = $$"""
                {"request_id":"req-{{job}}","status":"completed","output":["https://files.runcomfy.net/a.png"]}
                """;
            using var stage = Begin(Steps.Json(body.Replace("completed", "succeeded", StringComparison.Ordinal)));
            stage.Script.Submit.DoesOnly(Steps.Json(body));
            stage.Script.Status.DoesOnly(Steps.Json(body));
            stage.Script.File.Does(Steps.Answer(200, $"job {job}"));
            await DeliverAsync(stage);
            _table.Clear();
        }

        Assert.Equal(
            ["job 1", "job 2"], Directory.GetFiles(Folder, "a.png", SearchOption.AllDirectories).Select(File.ReadAllText).Order());
    }

    private static Task<ModelResult<JsonElement>> RunAsync(Stage stage) => Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed));

    private async Task DeliverAsync(Stage stage)
    {
        await RunAsync(stage);
        await Soon.Until(() => Known.State == LedgerState.Delivered);
    }

    private LedgerEntry Known => _table["order-7"];

    private static Step Files(params string[] names) => Steps.Json(
        $$"""
        {"request_id":"req-1","status":"succeeded",
         "output":[{{string.Join(',', names.Select(name => $"\"https://files.runcomfy.net/{Uri.EscapeDataString(name)}.png\""))}}]}
        """);

    private Stage Begin(Step result, JobLedgerOptions? options = null, Action<LedgerEntry>? before = null, string? folder = null)
    {
        var stage = Stage.Ended(result);
        stage.Options.Ledger = new SharedLedger(_table, "one", (options ?? new()) with { DownloadFolder = folder ?? Folder })
        {
            Before = before,
        };
        return stage;
    }
}
