namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests what ends a worker's wait for work. Unless a test moves the clock, a wait ends only when work arrives.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly SqliteJobLedger _ledger;

    public WaitTests() => _ledger = new(_folder.File("jobs.db"), new() { Ledger = new() { TimeProvider = _time } });

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_enqueued_job_ends_the_wait_and_a_job_that_its_caller_sends_does_not()
    {
        await _ledger.BeginAsync(Draft.Intent("of its caller"));
        var waiting = _ledger.WaitForWorkAsync();
        var isOver = waiting.IsCompleted;

        await _ledger.BeginAsync(Draft.Queued("a"));

        await Soon.Async(waiting);
        Assert.False(isOver);
    }

    [Fact]
    public async Task The_wait_ends_after_the_poll_interval_because_other_processes_and_transactions_give_no_signal()
    {
        var waiting = _ledger.WaitForWorkAsync();

        _time.Advance(new SqliteLedgerOptions().PollInterval);

        await Soon.Async(waiting);
    }

    [Fact]
    public async Task A_job_that_is_enqueued_between_two_waits_ends_the_second_one_and_no_later_one()
    {
        await _ledger.BeginAsync(Draft.Queued("a"));
        await Soon.Async(_ledger.WaitForWorkAsync());
        await _ledger.BeginAsync(Draft.Queued("b"));

        await Soon.Async(_ledger.WaitForWorkAsync());

        Assert.False(_ledger.WaitForWorkAsync().IsCompleted);
    }

    [Fact]
    public async Task A_released_job_ends_the_wait()
    {
        await _ledger.BeginAsync(Draft.Queued("a"));
        await Soon.Async(_ledger.WaitForWorkAsync());
        await _ledger.ClaimAsync(LedgerWork.Submit, 1);
        var waiting = _ledger.WaitForWorkAsync();

        await _ledger.ReleaseAsync(["a"]);

        await Soon.Async(waiting);
    }
}
