using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// Tests two processes that submit the same file under one key. They share a copy of the file, and either process can remove it.
/// </summary>
public sealed class RemovedCopiesTests : FolderTest
{
    private static readonly byte[] Content = Media.Png(200_000);

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_call_whose_copy_is_removed_by_a_faster_process_gets_the_job_of_that_process()
    {
        await using var ledger = Open();
        await using var other = Open();
        using var stage = Shelf.Uploading(ledger);
        using var faster = Shelf.Uploading(other);
        var file = new WatchedStream(async () =>
        {
            if (FilesInFolder.Length > 0 && faster.Bodies.Count == 0)
            {
                await Soon.Async(faster.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Shelf.Keyed));
            }
        });

        var job = await Soon.Async(stage.Model.Value.SubmitAsync([ModelFile.FromStream(file)], Shelf.Keyed));

        Assert.Equal((Steps.Id, 1, 0), (job.RequestId, faster.Bodies.Count, stage.Bodies.Count));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_call_whose_copy_is_removed_with_the_refused_job_of_another_process_sends_nothing()
    {
        await using var ledger = Open();
        await using var other = Open();
        var hang = Hang.AfterBody;
        using var stage = Shelf.Uploading(ledger);
        stage.Stage.Time.SkipsDelays = false;
        using var first = Shelf.Uploading(other, hang.Step);
        var refused = first.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Shelf.Keyed);
        await hang.Reached;
        var waiting = stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], Shelf.Keyed);
        await stage.Stage.Time.DelayAsync(TimeSpan.FromSeconds(1));

        hang.Answer(Steps.Answer(402));
        await Soon.Throws<ModelApiException>(refused);
        stage.Stage.Time.Advance(TimeSpan.FromSeconds(1));
        var error = await Soon.Throws<ModelLedgerException>(waiting);

        Assert.Contains("is missing", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Bodies);
        Assert.Equal(LedgerRefusal.Service, (await ledger.FindAsync("order-7"))!.Refused!.By);
    }

    private MemoryJobLedger Open() => Shelf.Open(_store, new() { InputFolder = Folder });

    private sealed class WatchedStream(Func<Task> reading) : MemoryStream(Content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await reading();
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
