using SchemaSdk.Ledgers;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Copies of files of a job that a ledger has forgotten are removed, and those that somebody may still need are not.</summary>
public sealed class ForgottenCopiesTests : IDisposable
{
    private const string Key = "../order-7";

    private static readonly DateTimeOffset LastLine = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("forgotten").FullName;

    [Fact]
    public async Task Copies_that_the_job_has_left_go_with_their_folder()
    {
        Copy("a", LastLine.AddDays(-1));
        Copy("b", LastLine);

        await new Forgetting(_folder).RemoveAsync(Key, LastLine);

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_copy_that_was_made_after_the_last_line_is_that_of_a_later_call_and_stays()
    {
        Copy("a", LastLine.AddDays(-1));
        Copy("b", LastLine.AddSeconds(1));

        await new Forgetting(_folder).RemoveAsync(Key, LastLine);

        Assert.Equal(["b"], Copies());
    }

    [Fact]
    public async Task Copies_of_a_key_that_is_in_the_ledger_again_or_is_being_submitted_stay()
    {
        Copy("a", LastLine.AddDays(-1));
        var ledger = new Forgetting(_folder) { Known = new LedgerEntry { Key = Key, ModelId = "acme/still", InputHash = "00" } };

        await ledger.RemoveAsync(Key, LastLine);
        ledger.Known = null;
        Assert.NotNull(ledger.Claims.TryTake(Key));
        await ledger.RemoveAsync(Key, LastLine);

        Assert.Equal(["a"], Copies());
        Assert.Null(ledger.Claims.TryTake(Key));
    }

    [Fact]
    public async Task A_copy_that_cannot_be_removed_is_told_with_its_folder_and_the_key_is_free_again()
    {
        Copy("a", LastLine.AddDays(-1));
        var ledger = new Forgetting(_folder) { Failure = new IOException("The share is away.") };

        var error = await Soon.Throws<ModelLedgerException>(ledger.RemoveAsync(Key, LastLine));

        Assert.Equal(Key, error.Key);
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("The share is away.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(ledger.Claims.TryTake(Key));
    }

    [Fact]
    public async Task A_job_without_copies_and_a_ledger_without_a_folder_for_them_ask_nobody()
    {
        Copy("a", LastLine.AddDays(-1));
        var asks = new IOException("Nobody was to ask.");

        await new Forgetting(_folder) { Failure = asks }.RemoveAsync("another", LastLine);
        await new Forgetting(null) { Failure = asks }.RemoveAsync(Key, LastLine);

        Assert.Equal(["a"], Copies());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Copy(string name, DateTimeOffset at)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, KeyForm.NameOf(Key))).FullName, name);
        File.WriteAllText(path, "a picture");
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
    }

    private IEnumerable<string?> Copies() =>
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order();

    /// <summary>A ledger that has forgotten its jobs, all but one.</summary>
    private sealed class Forgetting(string? folder) : JobLedger(new() { InputFolder = folder })
    {
        public LedgerEntry? Known { get; set; }

        public Exception? Failure { get; init; }

        public Task RemoveAsync(string key, DateTimeOffset changedAt) => RemoveCopiesAsync(key, changedAt).AsTask();

        public override string Owner => "here";

        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
            Failure is null ? new(Known) : throw Failure;

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
            LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) => default;

        public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
