using SchemaSdk.Ledgers;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Copies of files of a job that a ledger in a file has forgotten.</summary>
public sealed class FileForgottenCopiesTests : IDisposable
{
    private const string Key = "../order-7";

    private readonly string _folder = Directory.CreateTempSubdirectory("forgotten").FullName;

    [Fact]
    public async Task A_ledger_in_a_file_removes_the_copies_of_the_jobs_that_it_forgets_and_no_others()
    {
        var time = new FakeTime();
        await using var ledger = Open(time);
        await LedgerStories.TellAsync(ledger, Key);
        await LedgerStories.TellAsync(ledger, "running", LedgerStories.Of(2));
        Copy("a", Shelf.Now);
        Copy("b", Shelf.Now, "running");

        await ledger.CompactAsync();
        Assert.Equal(["a", "b"], Copies());
        time.Advance(TimeSpan.FromDays(2));
        await ledger.CompactAsync();

        Assert.Equal(["b"], Copies());
    }

    [Fact]
    public async Task A_ledger_in_a_file_tells_of_copies_that_it_cannot_remove_and_has_forgotten_the_jobs()
    {
        var time = new FakeTime();
        await using var ledger = Open(time);
        await LedgerStories.TellAsync(ledger, "first");
        await LedgerStories.TellAsync(ledger, "second");
        time.Advance(TimeSpan.FromDays(2));
        Directory.Delete(_folder);

        var error = await Soon.Throws<ModelLedgerException>(ledger.CompactAsync());
        Directory.CreateDirectory(_folder);

        Assert.Equal("first", error.Key);
        Assert.Same(error, ledger.CompactionFailure);
        Assert.Empty(await ledger.AllAsync());
    }

    [Fact]
    public async Task A_file_that_forgets_a_job_and_cannot_keep_its_new_name_tells_that_copies_stay()
    {
        var (time, folder) = (new FakeTime(), new ForgetfulFolder());
        await using var ledger = Open(time, folder);
        await LedgerStories.TellAsync(ledger, Key);
        Copy("a", Shelf.Now);
        time.Advance(TimeSpan.FromDays(2));
        folder.Fails = what => what == "flush names" ? new IOException("The disk is broken.") : null;

        var error = await Soon.Throws<ModelLedgerException>(ledger.CompactAsync());
        folder.Fails = null;

        Assert.Contains($"Jobs forgotten: 1, '{Key}' first; copies of their files", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], Copies());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileJobLedger Open(FakeTime time, ForgetfulFolder? folder = null) =>
        new(Shelf.File(folder ?? new ForgetfulFolder()), new() { TimeProvider = time, InputFolder = _folder })
        {
            JobsKeptFor = TimeSpan.FromDays(1),
        };

    private void Copy(string name, DateTimeOffset at, string key = Key)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, KeyForm.NameOf(key))).FullName, name);
        File.WriteAllText(path, "a picture");
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
    }

    private IEnumerable<string?> Copies() =>
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order();
}
