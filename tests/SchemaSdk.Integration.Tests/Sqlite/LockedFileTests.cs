using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Another program keeps a transaction open on the file, for longer than a lease.</summary>
public sealed class LockedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();

    private string Path => _folder.File("jobs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_that_could_not_say_that_they_live_keep_their_jobs()
    {
        await using var one = Open(new FakeTime());
        var clock = new AskedTime(_time);
        await using var two = Open(clock);
        await one.BeginAsync(Desk.Queued("a"));
        await one.BeginAsync(Desk.Queued("b"));
        var held = Assert.Single(await one.ClaimAsync(LedgerWork.Submit, 1));
        var sending = await one.NextAsync(held, LedgerState.Sending);
        Assert.Single(await one.ClaimAsync(LedgerWork.Submit, 1));

        using var other = new OtherProgram(Path);
        other.Run("begin immediate");
        var claiming = two.ClaimAsync(LedgerWork.Submit, 2).AsTask();
        await clock.IsAskedAsync(times: 4);
        _time.Advance(TimeSpan.FromSeconds(31));
        other.Run("rollback");

        Assert.Empty(await Soon.Async(claiming));
        Assert.Equal(LedgerState.Sending, (await two.FindAsync("a"))!.State);
        await one.NextAsync(sending, LedgerState.Accepted, "req-a");
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_is_reported_before_it_ends()
    {
        await using var ledger = Open(_time);
        await ledger.BeginAsync(Desk.Queued("a"));
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        using (var other = new OtherProgram(Path))
        {
            other.Run("begin immediate");
            _time.Advance(TimeSpan.FromSeconds(10));
            await Soon.Until(() =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
                return ledger.UpkeepFailure is not null;
            });
            Assert.Contains("is locked by another program", ledger.UpkeepFailure!.Message, StringComparison.Ordinal);
            other.Run("rollback");
        }

        await Soon.Until(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            return ledger.UpkeepFailure is null;
        });
    }

    [Fact]
    public async Task A_ledger_is_disposed_of_at_once()
    {
        var ledger = new SqliteJobLedger(Path, new() { RetryTime = TimeSpan.FromHours(1) });
        await ledger.UpToAsync("a", LedgerState.Sending);
        using var other = new OtherProgram(Path);
        other.Run("begin immediate");

        await Soon.Async(ledger.DisposeAsync().AsTask());
    }

    private SqliteJobLedger Open(TimeProvider time) => new(
        Path, new() { LeaseTime = TimeSpan.FromSeconds(30), Ledger = new JobLedgerOptions { TimeProvider = time } });

    // One who waits for the other program looks at the clock again and again.
    private sealed class AskedTime(FakeTime time) : TimeProvider
    {
        private int _asked;

        public override long TimestampFrequency => time.TimestampFrequency;

        public Task IsAskedAsync(int times)
        {
            var before = Volatile.Read(ref _asked);
            return Soon.Until(() => Volatile.Read(ref _asked) >= before + times);
        }

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _asked);
            return time.GetTimestamp();
        }

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
