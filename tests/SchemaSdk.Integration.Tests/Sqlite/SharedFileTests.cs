namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class SharedFileTests : FileTest
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly FakeTime _time = new();
    private readonly SqliteJobLedger _one;
    private readonly SqliteJobLedger _two;

    public SharedFileTests() => (_one, _two) = (Open(new FakeTime()), Open(_time));

    public override void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("jobs.db")]
    [InlineData("link/jobs.db")]
    public async Task Closing_a_second_ledger_in_the_process_keeps_the_locks_of_the_first(string second)
    {
        Directory.CreateSymbolicLink(Folder.File("link"), Folder.Path);
        await _two.DisposeAsync();
        await using (new SqliteJobLedger(Folder.File(second), OptionsOf(_time)))
        {
        }

        using var other = new OtherProgram(Path, secondsToWait: 1);
        other.Run("pragma locking_mode = exclusive");
        Assert.Equal("SQLite Error 5: 'database is locked'.", other.Run("select count(*) from workers"));
    }

    [Fact]
    public async Task A_lease_expires_by_the_clock_of_the_process_that_reads_it()
    {
        await _one.UpToAsync("sending", LedgerState.Sending);
        await _one.BeginAsync(Draft.Queued("queued"));
        await _one.ClaimAsync(LedgerWork.Submit, 1);
        var before = ((await _two.FindAsync("sending"))!.State, (await _two.ClaimAsync(LedgerWork.Submit, 1)).Count);

        for (var renewal = 0; renewal < 4; renewal++)
        {
            await _time.DelayAsync(Lease / 3);
            _time.Advance(Lease / 3);
        }

        Assert.Equal((LedgerState.Sending, 0), before);
        Assert.Equal(LedgerState.Unknown, (await _two.FindAsync("sending"))!.State);
        Assert.Equal("queued", Assert.Single(await _two.ClaimAsync(LedgerWork.Submit, 1)).Key);
    }

    [Fact]
    public async Task A_process_that_wakes_from_a_freeze_gives_others_a_moment_to_renew_their_leases()
    {
        await _one.UpToAsync("sending", LedgerState.Sending);
        await _two.ClaimAsync(LedgerWork.Submit, 1);
        await _time.DelayAsync(Lease / 3);

        _time.Skip(Lease + TimeSpan.FromSeconds(1));
        var before = (await _two.FindAsync("sending"))!.State;
        _time.Advance(TimeSpan.Zero);
        await _time.DelayAsync(Lease / 3);
        var after = (await _two.FindAsync("sending"))!.State;   // by now, _two has renewed its lease
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal((LedgerState.Sending, LedgerState.Sending), (before, after));
        Assert.Equal(LedgerState.Unknown, (await _two.FindAsync("sending"))!.State);
    }

    [Fact]
    public async Task A_clock_that_jumps_by_years_takes_no_job_from_a_running_process()
    {
        var clock = new SteppedTime();
        await using var one = Open(clock);
        await using var two = Open(clock);
        var sending = await one.UpToAsync("a", LedgerState.Sending);

        clock.Step = TimeSpan.FromDays(3650);
        var ahead = await two.FindAsync("a");
        clock.Step = TimeSpan.FromDays(-3650);
        var behind = await two.FindAsync("a");

        Assert.Equal((LedgerState.Sending, LedgerState.Sending), (ahead!.State, behind!.State));
        await one.NextAsync(sending, LedgerState.Accepted, "req-a");
    }

    [Fact]
    public async Task A_budget_applies_to_all_processes_and_survives_restarts()
    {
        var options = OptionsOf(TimeProvider.System) with { Budgets = [new LedgerBudget { LimitUsd = 1 }] };
        await using (var one = new SqliteJobLedger(Path, options))
        {
            await one.UpToAsync("a", LedgerState.Delivered, price: 0.4m);
            await one.UpToAsync("b", LedgerState.Sending, price: 0.4m);
        }

        await using var two = new SqliteJobLedger(Path, options);
        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => two.UpToAsync("c", LedgerState.Sending, price: 0.3m));
        await two.UpToAsync("d", LedgerState.Sending, price: 0.2m);

        Assert.Equal((0.3m, 0.2m, "c"), (refused.EstimateUsd, refused.LimitUsd, refused.Key));
        Assert.True(two.NeedsPrices);
        Assert.Equal(LedgerState.Intended, (await two.FindAsync("c"))!.State);
    }

    [Fact]
    public async Task A_clients_budget_counts_jobs_that_other_clients_send_at_the_same_time()
    {
        var clock = new AskedTime(_time);
        await using var ledger = Open(clock);
        await ledger.UpToAsync("first", LedgerState.Sending);
        await _time.DelayAsync(Lease / 3);   // by now, only calls read the clock
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(job => ledger.UpToAsync($"order-{job}", LedgerState.Intended)));

        // While the first job waits for the lock, the others queue, so the ledger checks them together.
        using var other = new OtherProgram(Path);
        other.Run("begin immediate");
        var asked = clock.Asked;
        List<Task<bool>> sent = [SendAsync(begun[0], budgetUsd: 50)];
        await Soon.Until(() => clock.Asked > asked);
        sent.AddRange(begun.Skip(1).Select((intent, job) => SendAsync(intent, budgetUsd: job % 2 == 0 ? 4 : 50)));
        other.Run("rollback");
        var withinFour = (await Task.WhenAll(sent)).Where((isSent, job) => isSent && job % 2 == 1).Count();

        Assert.Equal(2, withinFour);
        Assert.False(await SendAsync(await ledger.UpToAsync("late", LedgerState.Intended), budgetUsd: 4));

        async Task<bool> SendAsync(LedgerEntry intent, decimal budgetUsd)
        {
            var fact = LedgerFact.Sending(Guid.NewGuid(), budgetUsd);
            var sending = ledger.RecordAsync((intent with { PriceUsd = 1 }).Next(fact, DateTimeOffset.UtcNow)).AsTask();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return sending.IsCompletedSuccessfully || sending.Exception!.InnerException is not ModelBudgetException;
        }
    }

    [Fact]
    public async Task A_lease_renewal_does_not_look_up_jobs_that_another_process_delivered_before_the_last_renewal()
    {
        var time = new FakeTime();
        await using var ledger = new RecordingLedger(Path, OptionsOf(time));
        await ledger.UpToAsync("k", LedgerState.Accepted);
        var ended = await _two.NextAsync((await _two.FindAsync("k"))!, LedgerState.Ended);
        await _two.NextAsync(ended, LedgerState.Delivered);
        time.Advance(await time.NextDelayAsync());
        var third = await time.NextDelayAsync();
        const string LookUp = "j.state in (3, 4, 6)";
        Assert.Contains(ledger.Noted.Texts, text => text.Contains(LookUp, StringComparison.Ordinal));

        ledger.Noted.Clear();
        time.Advance(third);
        await time.NextDelayAsync();

        Assert.DoesNotContain(ledger.Noted.Texts, text => text.Contains(LookUp, StringComparison.Ordinal));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    private static SqliteLedgerOptions OptionsOf(TimeProvider time) =>
        new() { LeaseTime = Lease, Ledger = new JobLedgerOptions { TimeProvider = time } };

    private SqliteJobLedger Open(TimeProvider time) => new(Path, OptionsOf(time));
}
