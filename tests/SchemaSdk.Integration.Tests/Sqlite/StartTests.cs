using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>A ledger is opened beside other processes.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();

    private string Path => _folder.File("jobs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_that_is_about_to_open_or_close_the_file_is_waited_for()
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
    public async Task Damage_is_not_looked_for_beside_a_process_that_has_the_file_open()
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
    public async Task A_start_waits_for_a_program_that_has_the_file_locked_for_as_long_as_it_may()
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

    // What a process that was killed leaves.
    private async Task<string> LeftAsync(string name)
    {
        var left = _folder.File($"left-{name}");
        await using var ledger = new SqliteJobLedger(_folder.File(name));
        await ledger.UpToAsync("a", LedgerState.Accepted);
        File.Copy(_folder.File(name), left);
        File.Copy($"{_folder.File(name)}-wal", $"{left}-wal");
        return left;
    }
}
