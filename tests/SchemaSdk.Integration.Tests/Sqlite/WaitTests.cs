using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>A worker waits for jobs. Its clock stands still, so only work ends a wait.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteJobLedger _ledger;

    public WaitTests() => _ledger = new(_folder.File("jobs.db"), new() { Ledger = new() { TimeProvider = new FakeTime() } });

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_that_is_left_to_workers_ends_the_wait_and_one_of_a_caller_does_not()
    {
        var waiting = _ledger.WaitForWorkAsync();

        await _ledger.BeginAsync(Desk.Intent("of its caller"));
        var isOver = waiting.IsCompleted;
        await _ledger.BeginAsync(Desk.Queued("a"));

        await Soon.Async(waiting);
        Assert.False(isOver);
    }

    [Fact]
    public async Task A_job_that_is_given_back_ends_the_wait()
    {
        await _ledger.BeginAsync(Desk.Queued("a"));
        await _ledger.ClaimAsync(LedgerWork.Submit, 1);
        var waiting = _ledger.WaitForWorkAsync();

        await _ledger.ReleaseAsync(["a"]);

        await Soon.Async(waiting);
    }
}
