namespace SchemaSdk.Sqlite.Tests;

/// <summary>A commit writes little.</summary>
public sealed class CommitTests : IDisposable
{
    private const int PageLength = 4096 + 24;

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("jobs.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(LedgerState.Sending, LedgerState.Accepted)]
    [InlineData(LedgerState.Accepted, LedgerState.Ended)]
    public async Task A_line_writes_its_row_and_the_indexes_of_its_state_and_its_id(LedgerState last, LedgerState next)
    {
        await using var ledger = new SqliteJobLedger(Path, new() { Ledger = new JobLedgerOptions { TimeProvider = new FakeTime() } });
        var entry = await ledger.UpToAsync("order", last);
        var before = new FileInfo($"{Path}-wal").Length;

        await ledger.NextAsync(entry, next, "req-order");

        Assert.Equal(3, (new FileInfo($"{Path}-wal").Length - before) / PageLength);
    }
}
