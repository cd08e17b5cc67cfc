using SchemaSdk.Ledgers;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Copies for a job that the ledger has forgotten must be removed, except those that another call may still need.</summary>
public sealed class ForgottenCopiesTests : FolderTest
{
    private const string Key = "../order-7";

    private static readonly DateTimeOffset LastChange = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Copies_are_kept_if_they_are_newer_than_the_last_entry_and_the_last_copy_is_removed_with_its_folder()
    {
        Copy("a", LastChange);
        Copy("b", LastChange.AddSeconds(1));

        await new Forgetting(Folder).RemoveAsync(Key, LastChange);
        Assert.Equal(["b"], Copies());
        await new Forgetting(Folder).RemoveAsync(Key, LastChange.AddSeconds(1));

        Assert.Empty(Directory.GetDirectories(Folder));
    }

    [Fact]
    public async Task Copies_are_kept_if_their_key_is_in_the_ledger_again_or_is_being_submitted()
    {
        Copy("a", LastChange.AddDays(-1));
        var ledger = new Forgetting(Folder) { Known = Shelf.Intent(Key) };

        await ledger.RemoveAsync(Key, LastChange);
        ledger.Known = null;
        Assert.NotNull(ledger.Claims.TryTake(Key));
        await ledger.RemoveAsync(Key, LastChange);

        Assert.Equal(["a"], Copies());
        Assert.Null(ledger.Claims.TryTake(Key));
    }

    [Fact]
    public async Task The_error_for_a_copy_that_cannot_be_removed_names_its_folder_and_the_key_is_free_again()
    {
        Copy("a", LastChange.AddDays(-1));
        var ledger = new Forgetting(Folder) { Failure = new IOException("The share is away.") };

        var error = await Soon.Throws<ModelLedgerException>(ledger.RemoveAsync(Key, LastChange));

        Assert.Equal(Key, error.Key);
        Assert.Contains(Folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("The share is away.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(ledger.Claims.TryTake(Key));
    }

    [Fact]
    public async Task The_ledger_is_not_asked_if_a_job_has_no_copies_or_there_is_no_input_folder()
    {
        Copy("a", LastChange.AddDays(-1));
        var asks = new IOException("The ledger was asked.");

        await new Forgetting(Folder) { Failure = asks }.RemoveAsync("another", LastChange);
        await new Forgetting(null) { Failure = asks }.RemoveAsync(Key, LastChange);

        Assert.Equal(["a"], Copies());
    }

    private void Copy(string name, DateTimeOffset at)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, KeyForm.NameOf(Key))).FullName, name);
        File.WriteAllText(path, "a picture");
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
    }

    private IEnumerable<string?> Copies() => FilesInFolder.Select(Path.GetFileName).Order();

    private sealed class Forgetting(string? folder) : ForwardingLedger(Shelf.Open(new MemoryStore(), new() { InputFolder = folder }))
    {
        public LedgerEntry? Known { get; set; }

        public Exception? Failure { get; init; }

        public Task RemoveAsync(string key, DateTimeOffset changedAt) => RemoveCopiesAsync(key, changedAt).AsTask();

        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
            Failure is null ? new(Known) : throw Failure;
    }
}
