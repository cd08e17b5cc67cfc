namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class LedgerFileTests : FileTest
{
    private protected override string Path => Folder.File("data/jobs.db");

    [Theory]
    [InlineData("nfs4", true)]
    [InlineData("smb3", true)]
    [InlineData("ext4", false)]
    [InlineData("overlay", false)]
    public void A_file_system_that_other_machines_can_open_is_recognized(string format, bool isShare) =>
        Assert.Equal(isShare, FileFacts.IsShare(format));

    [Fact]
    public async Task The_last_ledger_to_close_leaves_one_file_and_only_the_owner_can_read_the_files_of_an_open_ledger()
    {
        await using (var one = new SqliteJobLedger(Path))
        {
            await using (new SqliteJobLedger(Path))
            {
            }

            await one.BeginAsync(Draft.Intent("a"));
            var files = Directory.GetFiles(Folder.File("data"));
            Assert.Equal(3, files.Length);

            // On Windows, the permissions are not checked, because a file inherits those of its folder.
            Assert.All(
                files,
                file => Assert.True(
                    OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
        }

        Assert.Equal([Path], Directory.GetFiles(Folder.File("data")));
    }

    // Only full runs include this test, because checking 2 GiB takes many seconds.
    [FactOutsideWindows("On Windows, the file would need 2 GiB of disk space.")]
    [Trait("Size", "Full")]
    public async Task A_ledger_whose_wal_file_has_2_GiB_can_be_opened()
    {
        var left = Folder.File("left.db");
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.UpToAsync("a", LedgerState.Accepted);
            LedgerFiles.Of(Path).Write(left);
        }

        await using (var wal = File.OpenWrite($"{left}-wal"))
        {
            wal.SetLength(1L << 31);
        }

        await using var opened = new SqliteJobLedger(left);

        Assert.Equal(LedgerState.Accepted, (await opened.FindAsync("a"))!.State);
    }

    [Fact]
    public async Task A_disposed_ledger_says_that_it_is_disposed()
    {
        var ledger = new SqliteJobLedger(Path);
        ledger.Dispose();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.BeginAsync(Draft.Intent("a")));

        Assert.Equal($"The ledger in SQLite ({Path}) is disposed.", error.Message);
    }

    [Fact]
    public async Task A_link_to_the_file_opens_the_same_ledger()
    {
        var link = Folder.File("link.db");
        await using var ledger = new SqliteJobLedger(Path);
        File.CreateSymbolicLink(link, Path);

        await using var linked = new SqliteJobLedger(link);
        await linked.BeginAsync(Draft.Intent("a"));

        Assert.NotNull(await ledger.FindAsync("a"));
    }
}
