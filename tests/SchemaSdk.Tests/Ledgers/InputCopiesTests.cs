using System.Text.Json;
using SchemaSdk.Tests.Bench;
using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Files whose content is sent with an input are copied beside the ledger until the service has the job.</summary>
public sealed class InputCopiesTests : IDisposable
{
    private const string Key = "../order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };
    private static readonly byte[] Content = Media.Png(200_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;
    private readonly XorCipher _cipher = new(7);
    private MemoryStore _store = new();

    [Fact]
    public async Task The_copies_are_there_before_the_job_is_sent_and_gone_once_it_is_accepted()
    {
        await using var ledger = Open();
        var seen = new List<byte[]>();
        using var stage = Begin(ledger, (request, stop) =>
        {
            seen.AddRange(Copies().Select(File.ReadAllBytes));
            return Steps.Accepted(request, stop);
        });

        await Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage), ModelFile.FromStream(new ForwardStream(Content))], Keyed));

        Assert.Equal(Content, Assert.Single(seen));
        Assert.Equal([Media.DataUri(Content), Media.DataUri(Content)], stage.Files());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        var kept = (await ledger.FindAsync(Key))!;
        Assert.Contains("image/png;sha256=", kept.Input.Text(), StringComparison.Ordinal);
        Assert.True(kept.Input.Length < 1_000);
    }

    [Fact]
    public async Task A_crash_before_the_first_line_leaves_a_folder_that_the_next_call_uses_again()
    {
        using (var first = Begin(Open()))
        {
            _store.Fail();
            await Soon.Throws<ModelLedgerException>(first.Model.Value.SubmitAsync([FileOf(first)], Keyed));
            Assert.Empty(first.Bodies);
        }

        var left = Assert.Single(Copies());
        await using var ledger = Open();
        using var second = Begin(ledger, (request, stop) =>
        {
            Assert.Equal(left, Assert.Single(Copies()));
            return Steps.Accepted(request, stop);
        });
        await Soon.Async(second.Model.Value.SubmitAsync([FileOf(second)], Keyed));

        Assert.Equal([Media.DataUri(Content)], second.Files());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_as_another_input()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger);
        await Soon.Async(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        var again = await Soon.Async(stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Keyed));
        var other = ModelFile.FromPath(stage.File("a.png", Media.Png(100)));
        var error = await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([other], Keyed));

        Assert.Equal(Steps.Id, again.RequestId);
        Assert.Contains("belongs to another job: its input has the SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Single(stage.Bodies);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_the_kept_input_submits_the_same_bytes_once(bool isEncrypted)
    {
        await LeaveAsync(isEncrypted);
        Assert.Equal(!isEncrypted, File.ReadAllBytes(Assert.Single(Copies())).AsSpan().IndexOf(Content.AsSpan(0, 1_000)) == 0);

        await using var ledger = Open(isEncrypted);
        using var second = Begin(ledger);
        var input = await InputAsync(ledger);
        var intent = second.Stage.Client.IntentOf(Key, "acme/files", input);
        await Soon.Async(second.Stage.Client.SubmitAsync("acme/files", input, Keyed));
        await Soon.Async(second.Stage.Client.SubmitAsync("acme/files", input, Keyed));

        Assert.Equal((await ledger.FindAsync(Key))!.InputHash, intent.InputHash);
        Assert.Single(second.Bodies);
        Assert.Equal([Media.DataUri(Content)], second.Files());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(false, "is missing")]
    [InlineData(true, "has changed")]
    public async Task Where_a_copy_is_missing_or_has_changed_nothing_is_sent(bool isChanged, string message)
    {
        await LeaveAsync();
        var path = Assert.Single(Copies());
        File.Delete(path);
        if (isChanged)
        {
            await File.WriteAllBytesAsync(path, Media.Png(200_001));
        }

        await using var ledger = Open();
        using var second = Begin(ledger);
        var error = await Soon.Throws<ModelLedgerException>(
            second.Stage.Client.SubmitAsync("acme/files", await InputAsync(ledger), Keyed));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((Key, "acme/files"), (error.Key, error.ModelId));
        Assert.Equal(0, second.Stage.Script.Submit.Count);
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync(Key))!.State);
    }

    [Fact]
    public async Task The_copies_of_a_job_that_is_refused_for_good_are_removed()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(400));

        await Soon.Throws<ModelApiException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Equal(LedgerState.Refused, (await ledger.FindAsync(Key))!.State);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task The_copies_of_a_job_of_unknown_outcome_are_kept()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger, Steps.Answer(500));

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Single(Copies());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_or_a_missing_file_is_an_error_and_nothing_is_sent()
    {
        await using var ledger = Shelf.Open(_store, new() { InputFolder = Path.Combine(_folder, "file") });
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");
        using var stage = Begin(ledger);

        var error = await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));
        var missing = await Soon.Throws<ModelInputException>(
            stage.Model.Value.SubmitAsync([ModelFile.FromPath(stage.Path("missing.png"))], Keyed));

        Assert.Contains("JobLedgerOptions.InputFolder", error.Message, StringComparison.Ordinal);
        Assert.Equal("/files/0", Assert.Single(missing.Errors).JsonPointer);
        Assert.Empty(stage.Bodies);
        Assert.Empty(await ledger.AllAsync());
    }

    [Fact]
    public async Task Calls_with_one_key_and_file_at_once_share_one_job()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger);
        _ = stage.Model.Value;

        var jobs = Enumerable.Range(0, 8).Select(_ => stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Keyed)).ToArray();

        Assert.All(await Soon.Async(Task.WhenAll(jobs)), job => Assert.Equal(Steps.Id, job.RequestId));
        Assert.Single(stage.Bodies);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_text_that_only_looks_like_a_copy_is_sent_as_it_is()
    {
        await using var ledger = Open();
        using var stage = Begin(ledger);
        var text = $"schemasdk-file:image/png;sha256={new string('.', 39)}/../../../../../../passwd";
        var input = JsonDocument.Parse($$"""{"files":["{{text}}"],"prompt":"a cat"}""").RootElement;

        await Soon.Async(stage.Stage.Client.SubmitAsync("acme/files", input, Keyed));

        Assert.Equal([text], stage.Files());
    }

    [Fact]
    public async Task Without_a_folder_a_file_is_refused()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Begin(ledger);

        var error = await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Contains("JobLedgerOptions.InputFolder", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Bodies);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ModelFile FileOf(UploadStage stage) => ModelFile.FromPath(stage.File("a.png", Content));

    private static UploadStage Begin(JobLedger ledger, Step? answer = null)
    {
        var stage = answer is null ? new UploadStage() : new UploadStage(answer);
        stage.Options.Ledger = ledger;
        return stage;
    }

    private static async Task<JsonElement> InputAsync(JobLedger ledger) =>
        JsonDocument.Parse(ledger.Opened((await ledger.FindAsync(Key))!).Input).RootElement;

    private string[] Copies() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    // A process whose ledger has the first line of the job, and not the second.
    private async Task LeaveAsync(bool isEncrypted = false)
    {
        using var stage = Begin(Open(isEncrypted));
        _store.Fail(after: 1);

        await Soon.Throws<ModelLedgerException>(stage.Model.Value.SubmitAsync([FileOf(stage)], Keyed));

        Assert.Empty(stage.Bodies);
    }

    private MemoryJobLedger Open(bool isEncrypted = false)
    {
        _store = _store.AfterCrash();
        return Shelf.Open(_store, new() { InputFolder = _folder, Cipher = isEncrypted ? _cipher : null });
    }
}
