using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>The file of a ledger, and what is beside it.</summary>
public sealed class OpenedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("data/jobs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_jobs_are_there_when_it_is_opened_again()
    {
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.UpToAsync("a", LedgerState.Delivered);
            await ledger.UpToAsync("b", LedgerState.Accepted);
        }

        await using var again = new SqliteJobLedger(Path);
        Assert.Equal(["a", "b"], (await again.AllAsync()).Select(entry => entry.Key));
        Assert.Equal("b", Assert.Single(await again.ClaimAsync(LedgerWork.Follow, 10)).Key);
    }

    [Fact]
    public async Task The_last_one_who_closes_it_leaves_one_file()
    {
        await using (var one = new SqliteJobLedger(Path))
        {
            await using (new SqliteJobLedger(Path))
            {
            }

            await one.BeginAsync(Desk.Intent("a"));
            Assert.Equal(3, Directory.GetFiles(_folder.File("data")).Length);
        }

        Assert.Equal([Path], Directory.GetFiles(_folder.File("data")));
    }

    [Fact]
    public async Task A_process_that_was_killed_leaves_all_that_it_recorded()
    {
        var left = _folder.File("left.db");
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Accepted);
        await ledger.UpToAsync("b", LedgerState.Sending);
        File.Copy(Path, left);
        File.Copy($"{Path}-wal", $"{left}-wal");

        await using var next = new SqliteJobLedger(left);

        Assert.Equal(
            [("a", LedgerState.Accepted), ("b", LedgerState.Sending)], (await next.AllAsync()).Select(job => (job.Key, job.State)));
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        using var ledger = new SqliteJobLedger(Path);

        // On Windows, a file has the rights of its folder.
        Assert.All(
            Directory.GetFiles(_folder.File("data")),
            file => Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public async Task A_disposed_ledger_says_so()
    {
        var ledger = new SqliteJobLedger(Path);
        ledger.Dispose();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.BeginAsync(Desk.Intent("a")));

        Assert.Equal($"The ledger in SQLite ({Path}) is disposed.", error.Message);
    }

    [Fact]
    public async Task A_link_to_the_file_is_the_file()
    {
        var link = _folder.File("link.db");
        await using var ledger = new SqliteJobLedger(Path);
        File.CreateSymbolicLink(link, Path);

        await using var linked = new SqliteJobLedger(link);
        await linked.BeginAsync(Desk.Intent("a"));

        Assert.NotNull(await ledger.FindAsync("a"));
    }
}
