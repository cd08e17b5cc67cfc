using System.Buffers.Binary;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class FileOpeningTests : FileTest
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Opening_waits_for_another_process_that_opens_or_closes_the_file()
    {
        var left = await LeftAsync("jobs.db");
        var wal = File.ReadAllBytes($"{left}-wal");
        File.Delete($"{left}-wal");

        var opening = Task.Run(() => new SqliteJobLedger(left, new() { Ledger = new JobLedgerOptions { TimeProvider = _time } }));
        var pause = await _time.NextDelayAsync();
        File.WriteAllBytes($"{left}-wal", wal);
        _time.Advance(pause);

        await using var ledger = await Soon.Async(opening);
        Assert.NotNull(await ledger.FindAsync("a"));
    }

    [Fact]
    public async Task The_file_is_not_checked_for_damage_while_another_process_has_it_open()
    {
        var left = await LeftAsync("damaged.db");
        using var other = new OtherProgram(left);
        other.Run("pragma writable_schema = on; update sqlite_schema set rootpage = 4 where name = 'spent'");

        Assert.NotEmpty(SqliteJobLedger.Check(left));
        await using (new SqliteJobLedger(left))
        {
        }

        other.Dispose();
        Assert.Throws<ModelLedgerException>(() => new SqliteJobLedger(left));
    }

    [Fact]
    public async Task A_closed_file_is_checked_for_damage_after_an_SQL_tool_has_read_it()
    {
        var path = Folder.File("jobs.db");
        await using (var ledger = new SqliteJobLedger(path))
        {
            await ledger.UpToAsync("a", LedgerState.Accepted);
        }

        using var other = new OtherProgram(path);
        other.Run("pragma writable_schema = on; update sqlite_schema set rootpage = 4 where name = 'spent'");
        other.Run("begin; select count(*) from sqlite_schema");
        var opening = Task.Run(() => new SqliteJobLedger(path, new() { Ledger = new JobLedgerOptions { TimeProvider = _time } }));
        var pause = await _time.NextDelayAsync();
        other.Run("commit");
        _time.Advance(pause);

        var error = await Soon.Throws<ModelLedgerException>(opening);
        Assert.StartsWith($"The ledger in SQLite ({path}) is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_waits_for_a_locked_file_until_the_retry_time_is_over()
    {
        var left = await LeftAsync("jobs.db");
        using var other = new OtherProgram(left);
        other.Run("pragma journal_mode = delete; begin exclusive");

        var error = Assert.Throws<ModelLedgerException>(() => new SqliteJobLedger(left, new() { RetryTime = TimeSpan.Zero }));
        var opening = Task.Run(() => new SqliteJobLedger(left));
        other.Run("commit");

        Assert.StartsWith($"The ledger in SQLite ({left}) is locked by another program.", error.Message, StringComparison.Ordinal);
        await using var ledger = await Soon.Async(opening);
    }

    [Fact]
    public async Task Opening_ends_after_the_retry_time_while_another_program_keeps_a_transaction_open()
    {
        var left = await LeftAsync("jobs.db");
        using var other = new OtherProgram(left);
        other.Run("begin immediate");

        var error = await Soon.Throws<ModelLedgerException>(
            Task.Run(() => new SqliteJobLedger(left, new() { RetryTime = TimeSpan.FromSeconds(2) })));

        Assert.StartsWith($"The ledger in SQLite ({left}) is locked by another program.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create table orders (id integer); drop table orders")]
    [InlineData("pragma journal_mode = wal; select count(*) from sqlite_schema")]
    public async Task An_empty_database_becomes_a_ledger_that_can_be_opened_again(string statements)
    {
        var path = Folder.File("jobs.db");
        using var other = new OtherProgram(path);
        other.Run(statements);
        await using (var ledger = new SqliteJobLedger(path))
        {
            other.Dispose();
            await ledger.BeginAsync(Draft.Intent("a"));
        }

        await using var again = new SqliteJobLedger(path);
        Assert.NotNull(await again.FindAsync("a"));
    }

    // A process that is killed during its commit leaves frames after the end of the log. The next process overwrites them.
    [Fact]
    public async Task A_file_is_opened_after_two_processes_were_killed_during_their_commits()
    {
        var path = Folder.File("killed.db");
        LedgerFiles before;
        await using (var ledger = new SqliteJobLedger(Folder.File("jobs.db")))
        {
            await ledger.UpToAsync("a", LedgerState.Accepted);
            before = LedgerFiles.Of(Folder.File("jobs.db"));
        }

        var (first, second, third) = (Written(40), Written(20), Written(1));
        var left = third with { Log = [.. third.Log, .. second.Log[third.Log.Length..], .. first.Log[second.Log.Length..]] };

        left.Write(path);
        Assert.Empty(SqliteJobLedger.Check(path));
        left.Write(path);
        await using var opened = new SqliteJobLedger(path);
        Assert.Equal("req-a", (await opened.FindAsync("a"))!.RequestId);

        LedgerFiles Written(int pages)
        {
            before.Write(path);
            using var other = new OtherProgram(path);
            other.Run($"update jobs set input = randomblob({4096 * pages})");
            return LedgerFiles.Of(path);
        }
    }

    [Fact]
    public async Task A_damaged_checksum_before_the_last_commit_is_found_without_a_shm_file()
    {
        var left = await LeftAsync("jobs.db");
        var log = await File.ReadAllBytesAsync($"{left}-wal");
        const int frame = 24 + 4096;
        var commits = Enumerable.Range(0, log.Length / frame).Select(static number => 32 + (number * frame))
            .Where(at => BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)) != 0).ToList();

        log[commits[^2] + 16] ^= 1;
        await File.WriteAllBytesAsync($"{left}-wal", log);

        Assert.Single(SqliteJobLedger.Check(left));
    }

    // Creates the files that a killed process leaves behind.
    private async Task<string> LeftAsync(string name)
    {
        var left = Folder.File($"left-{name}");
        await using var ledger = new SqliteJobLedger(Folder.File(name));
        await ledger.UpToAsync("a", LedgerState.Accepted);
        File.Copy(Folder.File(name), left);
        File.Copy($"{Folder.File(name)}-wal", $"{left}-wal");
        return left;
    }
}
