namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class FileUpkeepTests : FileTest
{
    [Theory]
    [InlineData("incremental", true)]
    [InlineData("none", false)]
    public async Task The_file_shrinks_when_jobs_are_removed_unless_another_program_turned_that_off(string autoVacuum, bool shrinks)
    {
        await using (var ledger = new SqliteJobLedger(Path))
        {
            foreach (var job in Enumerable.Range(0, 20))
            {
                var intent = Draft.Intent($"order-{job}", input: $"\"{new string('x', 300_000)}\"");
                await ledger.BeginAsync(intent);
                await ledger.NextAsync(intent, LedgerState.Refused);
            }
        }

        using (var other = new OtherProgram(Path))
        {
            other.Run($"pragma auto_vacuum = {autoVacuum}; vacuum");
        }

        var before = new FileInfo(Path).Length;
        var later = new SteppedTime { Step = TimeSpan.FromDays(1) };
        await using (var ledger = new SqliteJobLedger(
            Path, new() { JobsKeptFor = TimeSpan.FromHours(1), Ledger = new JobLedgerOptions { TimeProvider = later } }))
        {
            await Soon.Async(ledger.ForgetAsync());
            Assert.Empty(await ledger.ListAsync().AllAsync());
        }

        Assert.Equal(shrinks, new FileInfo(Path).Length <= before / 10);
    }

    [Theory]
    [InlineData()]
    [InlineData("-creating")]
    [InlineData("-creating", "")]
    [InlineData("-wal")]
    public async Task A_ledger_whose_creation_was_cut_short_by_a_crash_is_created_again_and_can_shrink(params string[] left)
    {
        Array.ForEach(left, end => File.WriteAllBytes(Path + end, []));
        await using (new SqliteJobLedger(Path))
        {
        }

        Assert.Equal([Path], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!));

        using var other = new OtherProgram(Path);
        Assert.Equal("2", other.Run("pragma auto_vacuum"));
    }

    [Fact]
    public async Task Contents_are_removed_before_their_job()
    {
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.UpToAsync("order-1", LedgerState.Delivered);
        }

        var later = new SteppedTime { Step = TimeSpan.FromDays(2) };
        await using var again = new SqliteJobLedger(
            Path, new() { ContentsKeptFor = TimeSpan.FromDays(1), Ledger = new JobLedgerOptions { TimeProvider = later } });
        await Soon.Async(again.ForgetAsync());

        var job = await again.FindAsync("order-1");
        Assert.Equal((LedgerState.Delivered, true, true), (job!.State, job.Input.IsEmpty, job.Result.IsEmpty));
    }

    [Fact]
    public async Task A_claim_takes_the_jobs_before_and_after_a_job_with_a_damaged_key()
    {
        await using var ledger = new SqliteJobLedger(Path);
        foreach (var key in (string[])["order-1", "order-2", "order-3"])
        {
            await ledger.BeginAsync(Draft.Queued(key));
        }

        using var other = new OtherProgram(Path);
        other.Run("update jobs set key = cast(key as blob) where key = 'order-2'");

        var claimed = await ledger.ClaimAsync(LedgerWork.Submit, 10);

        Assert.Equal(["order-1", "order-3"], claimed.Select(entry => entry.Key).Order());
    }

    [Fact]
    public async Task Ledgers_that_claimed_nothing_leave_no_worker_rows()
    {
        await new SqliteJobLedger(Path).DisposeAsync();
        using var other = new OtherProgram(Path);
        for (var start = 0; start < 3; start++)
        {
            await using var ledger = new SqliteJobLedger(Path);
            await ledger.UpToAsync($"order-{start}", LedgerState.Delivered);
            Assert.Equal("1", other.Run("select count(*) from workers"));
        }

        Assert.Equal("0", other.Run("select count(*) from workers"));
    }

    [Fact]
    public async Task A_failed_backup_says_what_to_do_and_leaves_no_file()
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.BeginAsync(Draft.Intent("a"));
        using (var other = new OtherProgram(Path))
        {
            other.Run("pragma writable_schema = on; update sqlite_schema set rootpage = 999 where name = 'spent'");
        }

        var copy = Folder.File("copy.db");
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BackupAsync(copy));

        Assert.EndsWith(
            "Use the path of a new file, in a folder that this process can write to, on a disk with enough space.",
            error.Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(copy));
    }
}
