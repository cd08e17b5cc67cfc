namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class LockedFileTests : FileTest
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly FakeTime _time = new();

    [FactOutsideWindows("On Windows, SQLite's locks do not keep .NET from opening a file, so a sharing violation is refused at once.")]
    public async Task A_file_that_another_program_locks_for_a_moment_is_opened_after_that()
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.UpToAsync("a", LedgerState.Sending);
        var left = Folder.File("left.db");
        LedgerFiles.Of(Path).Write(left);
        var time = new HeldTime { From = TimeSpan.Zero };
        var locked = new FileStream($"{left}-shm", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var opening = Task.Run(() => new SqliteJobLedger(left, new() { Ledger = new() { TimeProvider = time } }));

        await Soon.Until(() => time.Pauses > 0);
        await locked.DisposeAsync();
        await Soon.Until(() =>
        {
            time.EndPauses();
            return opening.IsCompleted;
        });

        await using var opened = await opening;
        Assert.NotNull(await opened.FindAsync("a"));
    }

    [Fact]
    public async Task A_process_that_could_not_renew_its_lease_because_of_the_lock_keeps_its_jobs()
    {
        await using var one = Open(new FakeTime());
        var clock = new AskedTime(_time);
        await using var two = Open(clock);
        await one.BeginAsync(Draft.Queued("a"));
        await one.BeginAsync(Draft.Queued("b"));
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
    public async Task A_first_attempt_waits_for_the_lock_longer_than_a_renewal()
    {
        var clock = new AskedTime(_time);
        await using var ledger = Open(clock);
        var intent = Draft.Intent("a");
        using var other = new OtherProgram(Path);
        other.Run("begin immediate");

        var beginning = ledger.BeginAsync(intent, intent.Next(LedgerFact.Sending(Guid.NewGuid()), Draft.Now)).AsTask();
        await clock.IsAskedAsync(times: 2);
        _time.Advance(Lease);
        await Task.WhenAny(beginning, clock.IsAskedAsync(times: 2));
        other.Run("rollback");

        Assert.True(await Soon.Async(beginning));
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_is_reported_before_it_expires()
    {
        var clock = new AskedTime(_time);
        await using var ledger = Open(clock);
        await ledger.BeginAsync(Draft.Queued("a"));
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1));

        // Waits until the ledger, on another thread, has begun its pause before the renewal.
        await _time.DelayAsync(Lease / 3);
        using (var other = new OtherProgram(Path))
        {
            other.Run("begin immediate");
            var passed = Lease / 3;
            _time.Advance(passed);
            var asked = clock.Asked;
            await Soon.Until(() =>
            {
                // Moves the clock only while the renewal is waiting for the file lock. Otherwise, a slow ledger could lose its lease.
                if (clock.Asked > asked && passed < Lease * 0.8)
                {
                    passed += Lease / 60;
                    _time.Advance(Lease / 60);
                    asked = clock.Asked;
                }

                return ledger.UpkeepFailure is not null;
            });
            Assert.Contains("is locked by another program", ledger.UpkeepFailure!.Message, StringComparison.Ordinal);
            other.Run("rollback");
        }

        await Soon.Until(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return ledger.UpkeepFailure is null;
        });
    }

    [Fact]
    public async Task Disposal_waits_only_seconds_for_a_locked_file()
    {
        var ledger = Open(_time, retryTime: TimeSpan.FromHours(1));
        await ledger.UpToAsync("a", LedgerState.Sending);
        using var other = new OtherProgram(Path);
        other.Run("begin immediate");

        var end = ledger.DisposeAsync().AsTask();
        await _time.DelayAsync(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await Soon.Async(end);
    }

    private SqliteJobLedger Open(TimeProvider time, TimeSpan? retryTime = null) => new(Path, new()
    {
        LeaseTime = Lease,
        RetryTime = retryTime ?? TimeSpan.FromMinutes(1),
        Ledger = new JobLedgerOptions { TimeProvider = time },
    });
}
