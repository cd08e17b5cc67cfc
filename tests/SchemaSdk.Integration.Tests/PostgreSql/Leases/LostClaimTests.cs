using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Tests jobs whose claim was committed, but whose process got no answer.</summary>
public sealed class LostClaimTests : DatabaseTest
{
    private readonly FakeTime _time = new();
    [TheoryWith(Server.PostgreSql)]
    [InlineData("COMMIT\0")]
    [InlineData("j.input, j.result")]
    public async Task A_job_of_a_claim_without_an_answer_is_released_with_the_next_renewal(string lost)
    {
        await using var other = new PostgreSqlJobLedger(Database);
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, Options(TimeSpan.Zero));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        var third = await _time.NextDelayAsync();
        await other.BeginAsync(Entries.Queued("k"));

        wire.LoseAnswerTo(lost);
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.ClaimAsync(LedgerWork.Submit, 1).AsTask());
        Assert.Equal((1, ledger.Owner), (wire.Lost, (await other.FindAsync("k"))!.Lease.Owner));
        _time.Advance(third);

        Assert.True(await Until.TrueAsync(async () => (await other.ClaimAsync(LedgerWork.Submit, 1)).Count == 1));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_is_being_claimed_is_not_released()
    {
        await using var other = new PostgreSqlJobLedger(Database);
        await using var wire = new LossyProxy(Database);
        await using var source = new UnreliableSource(wire.Database);
        await using var ledger = new PostgreSqlJobLedger(source.Source, Options(TimeSpan.FromHours(2)));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        var third = await _time.NextDelayAsync();
        await other.BeginAsync(Entries.Queued("k"));

        // The claim gets no answer to its commit, so it checks on a new connection whether the commit succeeded.
        wire.LoseAnswerTo("COMMIT\0");
        var claiming = ledger.ClaimAsync(LedgerWork.Submit, 1).AsTask();
        var pause = await _time.NextDelayAsync();
        var (isAsking, ask) = source.Hold(number: 1);
        _time.Advance(pause);
        await isAsking;
        for (var renewals = 0; renewals < 2; renewals++)
        {
            _time.Advance(third);
            Assert.Equal(third, await _time.NextDelayAsync());
        }

        ask();

        Assert.Equal("k", Assert.Single(await Soon.Async(claiming)).Key);
        Assert.Equal((1, ledger.Owner), (wire.Lost, (await other.FindAsync("k"))!.Lease.Owner));
        Assert.Null(ledger.UpkeepFailure);
    }

    // The database uses its own clock, which keeps running. The lease is long enough not to expire while a test runs.
    private PostgreSqlLedgerOptions Options(TimeSpan retryTime) =>
        new() { LeaseTime = TimeSpan.FromHours(1), RetryTime = retryTime, Ledger = new() { TimeProvider = _time } };
}
