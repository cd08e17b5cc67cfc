using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests files whose content is sent within the input of a job that a worker runs.</summary>
public sealed class QueuedFilesTests : FolderTest
{
    private const string Key = "../order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };
    private static readonly byte[] Content = Media.Png(200_000);

    [Fact]
    public async Task A_kept_input_is_submitted_with_its_copies_which_are_then_removed()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);
        var kept = await KeepAsync(stage);
        var copies = FilesInFolder.Length;
        Assert.Null(await ledger.BeginAsync(stage.Stage.Client.IntentOf(Key, "acme/files", kept)));

        await Soon.Async(stage.Stage.Client.SubmitAsync("acme/files", kept, Keyed));
        var left = FilesInFolder.Length;
        var again = await KeepAsync(stage);

        Assert.Equal((1, 0, 0), (copies, left, FilesInFolder.Length));
        Assert.Equal([Media.DataUri(Content)], stage.Files());
        Assert.Equal(kept.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task The_copies_of_an_unknown_job_are_removed_once_it_is_settled_and_resumed()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger, Steps.Answer(400));
        var kept = await KeepAsync(stage);
        var intent = stage.Stage.Client.IntentOf(Key, "acme/files", kept);
        await ledger.BeginAsync(intent);
        await ledger.NextAsync(await ledger.NextAsync(intent, LedgerState.Sending), LedgerState.Unknown);
        var before = FilesInFolder.Length;

        stage.Stage.Client.Attach(await ledger.SettleAsync(Key, Steps.Id, "the operator"));

        Assert.Equal((1, 0), (before, FilesInFolder.Length));
    }

    [Fact]
    public async Task The_copies_of_a_refused_job_stay_because_its_kept_input_may_be_enqueued_again()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger, Steps.Answer(400));
        var kept = await KeepAsync(stage);
        Assert.Null(await ledger.BeginAsync(stage.Stage.Client.IntentOf(Key, "acme/files", kept)));

        await Soon.Throws<ModelApiException>(stage.Stage.Client.SubmitAsync("acme/files", kept, Keyed));

        Assert.Equal(LedgerState.Refused, (await ledger.FindAsync(Key))!.State);
        Assert.Single(FilesInFolder);
        await Soon.Throws<ArgumentNullException>(stage.Model.Value.KeepInputAsync(Key, null!));
    }

    [Fact]
    public async Task No_copy_is_made_while_a_job_with_the_same_key_is_being_submitted()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);
        var claim = ledger.Claims.TryTake(Key)!;

        var keeping = KeepAsync(stage);
        var before = (keeping.IsCompleted, FilesInFolder.Length);
        claim.Dispose();
        await Soon.Async(keeping);

        Assert.Equal((false, 0), before);
        Assert.Single(FilesInFolder);
    }

    [Fact]
    public async Task Without_a_folder_the_error_says_what_to_set_and_an_input_without_files_needs_none()
    {
        await using var ledger = Shelf.Open(new MemoryStore());
        using var stage = Shelf.Uploading(ledger);

        var error = await Soon.Throws<ModelLedgerException>(KeepAsync(stage));
        var kept = await Soon.Async(stage.Model.Value.KeepInputAsync(Key, []));

        Assert.Equal(Key, error.Key);
        Assert.Contains("Set JobLedgerOptions.InputFolder", error.Message, StringComparison.Ordinal);
        Assert.Equal("""{"files":[],"prompt":"a cat"}""", kept.GetRawText());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("order-8")]
    public async Task With_a_ledger_without_a_folder_an_input_that_refers_to_copies_is_not_sent(string? begun)
    {
        await using var ledger = Shelf.Open(new MemoryStore());
        using var stage = Shelf.Uploading(ledger);
        var kept = JsonDocument.Parse($$"""{"files":["schemasdk-file:image/png;sha256={{new string('0', 64)}}"]}""").RootElement;
        if (begun is not null)
        {
            await ledger.BeginAsync(stage.Stage.Client.IntentOf(begun, "acme/files", kept));
        }

        var error = await Soon.Throws<ModelLedgerException>(
            stage.Stage.Client.SubmitAsync("acme/files", kept, new RunOptions { Key = begun ?? Key }));

        Assert.Contains("Set JobLedgerOptions.InputFolder", error.Message, StringComparison.Ordinal);
        Assert.Equal((begun ?? Key, true), (error.Key, error.IsLasting));
        Assert.Equal(0, stage.Stage.Script.Submit.Count);
        Assert.All(await ledger.AllAsync(), static entry => Assert.Equal(LedgerState.Intended, entry.State));
    }

    [Fact]
    public async Task An_input_that_refers_to_copies_is_not_sent_without_its_key()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);
        var kept = await KeepAsync(stage);

        var error = await Soon.Throws<ModelLedgerException>(stage.Stage.Client.SubmitAsync("acme/files", kept));

        Assert.Contains("Submit the input with that job's key (RunOptions.Key)", error.Message, StringComparison.Ordinal);
        Assert.Equal((null, true, 0), (error.Key, error.IsLasting, stage.Stage.Script.Submit.Count));
    }

    [Fact]
    public async Task The_error_for_a_file_that_cannot_be_read_names_its_position_in_the_input()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);

        var missing = await Soon.Throws<ModelInputException>(
            stage.Model.Value.KeepInputAsync(Key, [ModelFile.FromPath(stage.Path("missing.png"))]));

        Assert.Equal("/files/0", Assert.Single(missing.Errors).JsonPointer);
        await Soon.Throws<ArgumentException>(stage.Model.Value.KeepInputAsync("", []));
    }

    private static Task<JsonElement> KeepAsync(UploadStage stage) =>
        Soon.Async(stage.Model.Value.KeepInputAsync(Key, [ModelFile.FromBytes(Content)]));

    private MemoryJobLedger Open() => Shelf.Open(new MemoryStore(), new() { InputFolder = Folder });
}
