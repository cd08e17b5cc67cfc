using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Copies of the files that are sent within an input must be kept in the input folder until the job is accepted.</summary>
public sealed class InputCopiesTests : FolderTest
{
    private const string Key = "../order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };
    private static readonly byte[] Content = Media.Png(200_000);

    private readonly XorCipher _cipher = new(7);
    private MemoryStore _store = new();

    [Fact]
    public async Task Copies_exist_before_a_job_is_submitted_and_are_removed_once_it_is_accepted()
    {
        await using var ledger = Open();
        var seen = new List<byte[]>();
        using var stage = Shelf.Uploading(
            ledger, Steps.Accepted.After(_ => seen.AddRange(FilesInFolder.Select(File.ReadAllBytes))));

        await Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage), ModelFile.FromStream(new ForwardStream(Content))], Keyed));

        Assert.Equal(Content, Assert.Single(seen));
        Assert.Equal([Media.DataUri(Content), Media.DataUri(Content)], stage.Files());
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        var kept = (await ledger.FindAsync(Key))!;
        Assert.Contains("image/png;sha256=", kept.Input.Text(), StringComparison.Ordinal);
        Assert.True(kept.Input.Length < 1_000);
    }

    [Fact]
    public async Task A_crash_before_the_first_entry_leaves_copies_that_the_next_call_uses()
    {
        using (var first = Shelf.Uploading(Open()))
        {
            _store.Fail();
            await Soon.Throws<ModelLedgerException>(first.Model.Value.SubmitAsync([FileOf(first)], Keyed));
            Assert.Empty(first.Bodies);
        }

        var left = Assert.Single(FilesInFolder);
        await using var ledger = Open();
        using var second = Shelf.Uploading(ledger, Steps.Accepted.After(_ => Assert.Equal(left, Assert.Single(FilesInFolder))));
        await Soon.Async(second.Model.Value.SubmitAsync([FileOf(second)], Keyed));

        Assert.Equal([Media.DataUri(Content)], second.Files());
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(1, "shrank")]
    [InlineData(-1, "grew")]
    public async Task A_file_that_changes_while_it_is_copied_is_not_sent(int by, string how)
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);

        var error = await Soon.Throws<ModelInputException>(
            stage.Model.Value.SubmitAsync([ModelFile.FromStream(new ChangingStream(Content, by))], Keyed));

        Assert.Contains($"{how} while it was read", error.Message, StringComparison.Ordinal);
        Assert.Equal("unchanged", Assert.Single(error.Errors).Rule);
        Assert.Empty(stage.Bodies);
        Assert.Empty(FilesInFolder);
    }

    [Fact]
    public async Task Other_content_under_the_same_key_is_refused_as_another_input()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);
        await Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        var again = await Soon.Async(stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Keyed));
        var other = ModelFile.FromPath(stage.File("a.png", Media.Png(100)));
        var error = await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([other], Keyed));

        Assert.Equal(Steps.Id, again.RequestId);
        Assert.Contains("belongs to another job: the SHA-256 of its input is", error.Message, StringComparison.Ordinal);
        Assert.Single(stage.Bodies);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_a_kept_input_is_submitted_once_with_the_same_bytes(bool isEncrypted)
    {
        await LeaveAsync(isEncrypted);
        Assert.Equal(!isEncrypted, File.ReadAllBytes(Assert.Single(FilesInFolder)).AsSpan().IndexOf(Content.AsSpan(0, 1_000)) == 0);

        await using var ledger = Open(isEncrypted);
        using var second = Shelf.Uploading(ledger);
        var input = await InputAsync(ledger);
        var intent = second.Stage.Client.IntentOf(Key, "acme/files", input);
        await Soon.Async(second.Stage.Client.SubmitAsync("acme/files", input, Keyed));
        await Soon.Async(second.Stage.Client.SubmitAsync("acme/files", input, Keyed));

        Assert.Equal((await ledger.FindAsync(Key))!.InputHash, intent.InputHash);
        Assert.Single(second.Bodies);
        Assert.Equal([Media.DataUri(Content)], second.Files());
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(false, "is missing")]
    [InlineData(true, "has changed")]
    public async Task Nothing_is_sent_if_a_copy_is_missing_or_has_changed(bool isChanged, string message)
    {
        await LeaveAsync();
        var path = Assert.Single(FilesInFolder);
        File.Delete(path);
        if (isChanged)
        {
            await File.WriteAllBytesAsync(path, Media.Png(200_001));
        }

        await using var ledger = Open();
        using var second = Shelf.Uploading(ledger);
        var error = await Soon.Throws<ModelLedgerException>(
            second.Stage.Client.SubmitAsync("acme/files", await InputAsync(ledger), Keyed));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((Key, "acme/files"), (error.Key, error.ModelId));
        Assert.Equal(0, second.Stage.Script.Submit.Count);
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task A_new_job_whose_copy_is_missing_does_not_stay_open()
    {
        await LeaveAsync();
        await using var ledger = Open();
        using var second = Shelf.Uploading(ledger);

        await Soon.Throws<ModelLedgerException>(
            second.Stage.Client.SubmitAsync("acme/files", await InputAsync(ledger), new RunOptions { Key = "order-7/2" }));

        Assert.Equal((LedgerState.Refused, 0), ((await ledger.FindAsync("order-7/2"))!.State, second.Stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(400, LedgerState.Refused, 0)]
    [InlineData(500, LedgerState.Unknown, 1)]
    public async Task The_copies_of_a_refused_job_are_removed_and_the_copies_of_an_unknown_job_are_kept(
        int status, LedgerState state, int copies)
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger, Steps.Answer(status));

        await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed)));

        Assert.Equal((state, copies), ((await ledger.FindAsync(Key))!.State, FilesInFolder.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_not_sent_without_a_folder_that_can_be_written(bool hasFolder)
    {
        var folder = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(folder, "");
        await using var ledger = Shelf.Open(_store, new() { InputFolder = hasFolder ? folder : null });
        using var stage = Shelf.Uploading(ledger);

        var error = await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Contains("JobLedgerOptions.InputFolder", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Bodies);
        Assert.Empty(await ledger.AllAsync());
    }

    [Fact]
    public async Task Concurrent_calls_with_one_key_and_file_share_one_job()
    {
        await using var ledger = Open();
        using var stage = Shelf.Uploading(ledger);
        _ = stage.Model.Value;

        var jobs = Enumerable.Range(0, 8).Select(_ => stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Keyed)).ToArray();

        Assert.All(await Soon.Async(Task.WhenAll(jobs)), job => Assert.Equal(Steps.Id, job.RequestId));
        Assert.Single(stage.Bodies);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_folder_that_is_created_for_copies_is_open_to_its_owner_only(string end)
    {
        var (above, other) = (Path.Combine(Folder, "above"), Directory.CreateDirectory(Path.Combine(Folder, "other")).FullName);
        var folder = Path.Combine(above, "new");
        await using var ledger = Shelf.Open(_store, new() { InputFolder = folder + end });
        using var stage = Shelf.Uploading(ledger);

        await Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(above) == File.GetUnixFileMode(other)
            && File.GetUnixFileMode(folder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
    }

    [Theory]
    [InlineData(true, "schemasdk-file:image/png;sha256=......................................./../../../../../../passwd")]
    [InlineData(false, "a cat reads schemasdk-file:image/png;sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Text_that_only_looks_like_a_copy_or_contains_its_name_is_sent_unchanged(bool hasFolder, string text)
    {
        await using var ledger = hasFolder ? Open() : Shelf.Open(_store);
        using var stage = Shelf.Uploading(ledger);
        var input = JsonDocument.Parse($$"""{"files":["{{text}}"],"prompt":"a cat"}""").RootElement;

        await Soon.Async(stage.Stage.Client.SubmitAsync("acme/files", input, Keyed));

        Assert.Equal([text], stage.Files());
    }

    private static ModelFile FileOf(UploadStage stage) => ModelFile.FromPath(stage.File("a.png", Content));

    private static async Task<JsonElement> InputAsync(JobLedger ledger) =>
        JsonDocument.Parse(ledger.Opened((await ledger.FindAsync(Key))!).Input).RootElement;

    // Leaves the ledger and the copies as if the process had ended after it recorded the first entry.
    private async Task LeaveAsync(bool isEncrypted = false)
    {
        using var stage = Shelf.Uploading(Open(isEncrypted));
        _store.Fail(after: 1);

        await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Empty(stage.Bodies);
    }

    private MemoryJobLedger Open(bool isEncrypted = false)
    {
        _store = _store.AfterCrash();
        return Shelf.Open(_store, new() { InputFolder = Folder, Cipher = isEncrypted ? _cipher : null });
    }

    // by: the difference between the length that the stream reports and the number of bytes that it returns.
    private sealed class ChangingStream(byte[] content, int by) : MemoryStream(content)
    {
        public override long Length => base.Length + by;
    }
}
