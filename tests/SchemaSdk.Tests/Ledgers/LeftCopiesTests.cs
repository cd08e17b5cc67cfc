using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Ledgers;

public sealed class LeftCopiesTests : IDisposable
{
    private static readonly byte[] Content = Media.Png(2_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;
    private readonly MemoryStore _store = new();
    private readonly MemoryJobLedger _ledger;
    private readonly UploadStage _stage = new();

    public LeftCopiesTests()
    {
        _ledger = Shelf.Open(_store, new() { InputFolder = _folder });
        _stage.Options.Ledger = _ledger;
    }

    [Fact]
    public async Task If_a_file_is_missing_the_copies_of_the_other_files_are_removed()
    {
        var missing = ModelFile.FromPath(_stage.Path("missing.png"));

        var error = await Soon.Throws<ModelInputException>(_stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content), missing]));

        Assert.Equal("/files/1", Assert.Single(error.Errors).JsonPointer);
        Assert.Empty(_stage.Bodies);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(0, 1_000, null)]
    [InlineData(1, 1, LedgerState.Refused)]
    [InlineData(1, 1_000, LedgerState.Intended)]
    public async Task The_copies_for_a_job_whose_first_or_second_entry_could_not_be_recorded_are_removed(
        int recorded, int failures, LedgerState? state)
    {
        _store.Fail(after: recorded, times: failures);

        var error = await Soon.Throws<ModelLedgerException>(_stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)]));

        Assert.Null(error.RequestId);
        Assert.Equal(state, (await _ledger.AllAsync()).SingleOrDefault()?.State);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task The_copies_of_a_canceled_call_are_removed()
    {
        using var stop = new CancellationTokenSource();
        var second = ModelFile.FromStream(new StoppingStream(stop));

        await Soon.Throws<OperationCanceledException>(
            _stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content), second], cancellationToken: stop.Token));

        // The call may end before the copies are removed.
        await Soon.Until(() => Directory.GetFileSystemEntries(_folder).Length == 0);
        Assert.Empty(await _ledger.AllAsync());
    }

    [Fact]
    public async Task The_error_says_why_a_job_could_not_begin_and_the_log_says_that_its_copies_remain()
    {
        var log = new ListLog();
        (_stage.Options.LoggerFactory, _stage.Options.Ledger) = (log, new AwayLedger(_folder));

        var error = await Soon.Throws<ModelLedgerException>(
            _stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Content)], new() { Key = "order-7" }));

        Assert.Equal(("acme/files", "order-7"), (error.ModelId, error.Key));
        Assert.StartsWith("Nothing was submitted to acme/files", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            log.Lines,
            line => line.Contains("could not be removed: TimeoutException", StringComparison.Ordinal)
                && line.Contains("(key order-7)", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _stage.Dispose();
        _ledger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class AwayLedger(string folder) : ForwardingLedger(Shelf.Open(new MemoryStore(), new() { InputFolder = folder }))
    {
        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
            throw new TimeoutException("The database did not answer.");

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            throw new ModelLedgerException("The database did not answer.");
    }

    private sealed class StoppingStream(CancellationTokenSource stop) : MemoryStream(Content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            stop.Cancel();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
