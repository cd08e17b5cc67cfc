namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class ReleaseTests : DatabaseTest
{
    private readonly FakeTime _time = new();

    [FactWith(Server.PostgreSql)]
    public async Task A_job_released_during_a_late_renewal_can_be_claimed_by_others()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await a.UpToAsync("k", LedgerState.Accepted);
        await ExpireAsync(a);
        var third = await _time.NextDelayAsync();

        // The renewal reclaims the jobs on its second connection.
        var (isAdopting, adopt) = source.Hold(number: 2);
        _time.Advance(third);
        await isAdopting;
        await a.ReleaseAsync(["k"]);
        adopt();
        await _time.NextDelayAsync();

        await Soon.Until(async () => (await Other.ClaimAsync(LedgerWork.Follow, 1)).Count == 1);
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_earlier_release_does_not_release_a_job_that_was_claimed_again()
    {
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        await a.BeginAsync(Draft.Queued("k"));
        await a.ClaimAsync(LedgerWork.Submit, 1);
        await _time.NextDelayAsync();

        wire.LoseAnswerTo("set worker = null, place");
        var releasing = a.ReleaseAsync(["k"]).AsTask();
        var pause = await _time.NextDelayAsync();
        Assert.Equal(2, Assert.Single(await a.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
        _time.Advance(pause);
        await releasing;

        Assert.Empty(await Other.ClaimAsync(LedgerWork.Submit, 1));
        await a.ReleaseAsync(["k"]);
        Assert.Equal(3, Assert.Single(await Other.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_failed_release_is_retried_with_the_next_renewal()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await a.UpToAsync("k", LedgerState.Accepted);
        var third = await _time.NextDelayAsync();
        source.Failure = "The safe with the certificate is locked.";
        await Assert.ThrowsAsync<InvalidOperationException>(() => a.ReleaseAsync(["k"]).AsTask());
        source.Failure = null;
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Follow, 1));

        _time.Advance(third);

        await Soon.Until(async () => (await Other.ClaimAsync(LedgerWork.Follow, 1)).Count == 1);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_whose_reclaim_got_no_answer_is_kept()
    {
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        var accepted = await a.UpToAsync("k", LedgerState.Accepted);
        await ExpireAsync(a);
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Submit, 1));   // frees the jobs of the late process
        var third = await _time.NextDelayAsync();

        wire.LoseAnswerTo("set worker = $3");
        _time.Advance(third);
        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();

        Assert.Null(a.UpkeepFailure);
        Assert.Equal((1, 0), (wire.Lost, (await a.SummarizeAsync()).LeasesLost));
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Follow, 1));
        await a.NextAsync(accepted, LedgerState.Ended);
        await a.ReleaseAsync(["k"]);
        Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 1));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("COMMIT\0")]
    [InlineData("j.input, j.result")]
    public async Task A_job_of_a_claim_without_an_answer_is_released_with_the_next_renewal(string lost)
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, Options(TimeSpan.Zero));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        var third = await _time.NextDelayAsync();
        await Other.BeginAsync(Draft.Queued("k"));

        wire.LoseAnswerTo(lost);
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.ClaimAsync(LedgerWork.Submit, 1).AsTask());
        Assert.Equal((1, ledger.Owner), (wire.Lost, (await Other.FindAsync("k"))!.Lease.Owner));
        _time.Advance(third);

        await Soon.Until(async () => (await Other.ClaimAsync(LedgerWork.Submit, 1)).Count == 1);
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_is_being_claimed_is_not_released()
    {
        await using var wire = new LossyProxy(Database);
        await using var source = new UnreliableSource(wire.Database);
        await using var ledger = new PostgreSqlJobLedger(source.Source, Options());
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        var third = await _time.NextDelayAsync();
        await Other.BeginAsync(Draft.Queued("k"));

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
        Assert.Equal((1, ledger.Owner), (wire.Lost, (await Other.FindAsync("k"))!.Lease.Owner));
        Assert.Null(ledger.UpkeepFailure);
    }

    // The database's clock keeps running, so the lease is long enough for any test.
    private PostgreSqlLedgerOptions Options(TimeSpan? retryTime = null) => new()
    {
        LeaseTime = TimeSpan.FromHours(1),
        RetryTime = retryTime ?? TimeSpan.FromHours(2),
        Ledger = new() { TimeProvider = _time },
    };
}
