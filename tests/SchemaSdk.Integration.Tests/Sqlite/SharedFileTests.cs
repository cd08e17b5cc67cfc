using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Several ledgers have one file, as the processes of a machine do.</summary>
public sealed class SharedFileTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _paused = new();
    private readonly FakeTime _time = new();
    private SqliteJobLedger _one = null!;
    private SqliteJobLedger _two = null!;

    private string Path => _folder.File("jobs.db");

    public Task InitializeAsync()
    {
        (_one, _two) = (Open(_paused), Open(_time));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_line_of_one_is_seen_by_the_other()
    {
        await _one.UpToAsync("a", LedgerState.Accepted);

        var found = await _two.FindAsync("a");

        Assert.Equal((LedgerState.Accepted, "req-a", _one.Owner), (found!.State, found.RequestId, found.Lease.Owner));
    }

    [Fact]
    public async Task A_second_ledger_of_a_process_drops_no_lock_of_the_first()
    {
        await _two.DisposeAsync();
        await using (Open(_time))
        {
        }

        Assert.Equal(
            "SQLite Error 5: 'database is locked'.",
            await OtherProcess.RunAsync(Path, "pragma locking_mode = exclusive", "select count(*) from workers"));
    }

    [Fact]
    public async Task A_key_that_both_begin_is_begun_once()
    {
        for (var job = 0; job < 50; job++)
        {
            var known = await Task.WhenAll(
                _one.BeginAsync(Desk.Intent($"order-{job}")).AsTask(), _two.BeginAsync(Desk.Intent($"order-{job}")).AsTask());

            Assert.Single(known, entry => entry is null);
        }
    }

    [Fact]
    public async Task Jobs_that_both_claim_are_claimed_once()
    {
        for (var job = 0; job < 100; job++)
        {
            await _one.BeginAsync(Desk.Queued($"order-{job}"));
        }

        var claimed = new List<LedgerEntry>();
        while (claimed.Count < 100)
        {
            foreach (var some in await Task.WhenAll(
                _one.ClaimAsync(LedgerWork.Submit, 7).AsTask(), _two.ClaimAsync(LedgerWork.Submit, 7).AsTask()))
            {
                claimed.AddRange(some);
            }
        }

        Assert.Equal(100, claimed.Select(entry => entry.Key).Distinct().Count());
        Assert.Empty(await _two.ClaimAsync(LedgerWork.Submit, 1));
    }

    [Fact]
    public async Task A_job_whose_sender_gives_no_sign_of_life_is_unknown_and_what_it_records_later_is_refused()
    {
        var sending = await _one.UpToAsync("a", LedgerState.Sending);
        Assert.Equal(LedgerState.Sending, (await _two.FindAsync("a"))!.State);

        _time.Advance(Lease + TimeSpan.FromSeconds(1));

        Assert.Equal(LedgerState.Unknown, (await _two.FindAsync("a"))!.State);
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => _one.NextAsync(sending, LedgerState.Accepted, "req-a"));
        Assert.True(error.IsConflict);
    }

    [Fact]
    public async Task Jobs_of_a_ledger_that_gives_no_sign_of_life_go_to_others_and_its_lines_are_refused()
    {
        await _one.BeginAsync(Desk.Queued("a"));
        var mine = Assert.Single(await _one.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Empty(await _two.ClaimAsync(LedgerWork.Submit, 1));

        _time.Advance(Lease + TimeSpan.FromSeconds(1));

        var theirs = Assert.Single(await _two.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Equal(mine.Lease.Epoch + 1, theirs.Lease.Epoch);
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => _one.NextAsync(mine, LedgerState.Sending));
        Assert.True(error.IsConflict);
        await _two.NextAsync(theirs, LedgerState.Sending);
    }

    [Fact]
    public async Task Jobs_of_a_ledger_that_is_disposed_of_go_to_others_at_once()
    {
        await _one.BeginAsync(Desk.Queued("a"));
        Assert.Single(await _one.ClaimAsync(LedgerWork.Submit, 1));

        await _one.DisposeAsync();

        Assert.Single(await _two.ClaimAsync(LedgerWork.Submit, 1));
    }

    [Fact]
    public async Task A_clock_that_jumps_by_years_takes_no_job_from_a_process_that_lives()
    {
        var clock = new JumpingClock();
        await using var one = Open(clock);
        await using var two = Open(clock);
        var sending = await one.UpToAsync("a", LedgerState.Sending);

        clock.Jump = TimeSpan.FromDays(3650);
        var ahead = await two.FindAsync("a");
        clock.Jump = TimeSpan.FromDays(-3650);
        var behind = await two.FindAsync("a");

        Assert.Equal((LedgerState.Sending, LedgerState.Sending), (ahead!.State, behind!.State));
        await one.NextAsync(sending, LedgerState.Accepted, "req-a");
    }

    [Fact]
    public async Task A_budget_holds_for_both_and_over_restarts()
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

        Assert.Equal((0.3m, 0.2m), (refused.EstimateUsd, refused.LimitUsd));
        Assert.Equal(LedgerState.Intended, (await two.FindAsync("c"))!.State);
    }

    [Fact]
    public async Task The_limit_of_each_client_counts_the_jobs_of_the_others_that_are_sent_at_the_same_time()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(job => _one.UpToAsync($"order-{job}", LedgerState.Intended)));

        var sent = begun.Select((intent, job) => SendAsync(intent with { PriceUsd = 1 }, budgetUsd: job % 2 == 0 ? 50 : 4)).ToList();
        var withinFour = (await Task.WhenAll(sent)).Where((isSent, job) => isSent && job % 2 == 1).Count();

        Assert.InRange(withinFour, 0, 4);
        Assert.False(await SendAsync(await _one.UpToAsync("late", LedgerState.Intended) with { PriceUsd = 1 }, budgetUsd: 4));

        async Task<bool> SendAsync(LedgerEntry intent, decimal budgetUsd)
        {
            var sending = _one.RecordAsync(intent.Next(LedgerFact.Sending(Guid.NewGuid(), budgetUsd), DateTimeOffset.UtcNow)).AsTask();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return sending.IsCompletedSuccessfully || sending.Exception!.InnerException is not ModelBudgetException;
        }
    }

    private static SqliteLedgerOptions OptionsOf(TimeProvider time) =>
        new() { LeaseTime = Lease, Ledger = new JobLedgerOptions { TimeProvider = time } };

    private SqliteJobLedger Open(TimeProvider time) => new(Path, OptionsOf(time));
}
