namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class ExpiredLeaseTests : DatabaseTest
{
    private readonly FakeTime _time = new();
    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_does_not_claim_its_own_job_again_after_its_lease_expired(bool isLeftByOther)
    {
        await using var ledger = Slow();
        await using var other = new PostgreSqlJobLedger(Database);
        await ledger.BeginAsync(Entries.Queued("k1"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ledger.BeginAsync(Entries.Queued("k2"));
        await ExpireAsync(ledger);
        if (isLeftByOther)
        {
            // This claim first releases the jobs of processes whose lease has expired. It gets none of them, because none is accepted.
            Assert.Empty(await other.ClaimAsync(LedgerWork.Follow, 1));
        }

        Assert.Equal("k2", Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 10)).Key);
        Assert.Equal(1, (await ledger.FindAsync("k1"))!.Lease.Epoch);

        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();
        Assert.Empty(await other.ClaimAsync(LedgerWork.Submit, 10));
        await ledger.ReleaseAsync(["k1"]);
        Assert.Equal(("k1", 2L), OnlyOne(await other.ClaimAsync(LedgerWork.Submit, 10)));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_another_process_claimed_in_between_counts_as_lost()
    {
        await using var ledger = Slow();
        await using var other = new PostgreSqlJobLedger(Database);
        await ledger.BeginAsync(Entries.Queued("k"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ExpireAsync(ledger);
        await other.ClaimAsync(LedgerWork.Submit, 1);
        await other.ReleaseAsync(["k"]);

        await ledger.NextAsync((await ledger.FindAsync("k"))!, LedgerState.Sending);

        Assert.Equal(1, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_process_that_sends_its_own_job_after_its_lease_expired_keeps_the_job()
    {
        await using var ledger = Slow();
        await using var other = new PostgreSqlJobLedger(Database);
        await ledger.BeginAsync(Entries.Queued("k"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ExpireAsync(ledger);
        var sending = await ledger.NextAsync((await ledger.FindAsync("k"))!, LedgerState.Sending);
        await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");

        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();

        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
        Assert.Empty(await other.ClaimAsync(LedgerWork.Follow, 1));
    }

    private static (string Key, long Epoch) OnlyOne(IReadOnlyList<LedgerEntry> claimed)
    {
        var one = Assert.Single(claimed);
        return (one.Key, one.Lease.Epoch);
    }

    // The test moves this clock, and so decides when the ledger renews its lease.
    private PostgreSqlJobLedger Slow() => new(Database, new() { Ledger = new() { TimeProvider = _time } });
}
