namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class LeaseTests : DatabaseTest
{
    private readonly FakeTime _time = new();

    [FactWith(Server.PostgreSql)]
    public async Task A_lease_has_the_name_of_its_process_and_ends_after_the_lease_time()
    {
        await using var a = new PostgreSqlJobLedger(Database, new() { Owner = "a" });
        await using var b = new PostgreSqlJobLedger(Database, new() { Owner = "b" });
        await a.UpToAsync("k", LedgerState.Sending);

        var lease = (await b.FindAsync("k"))!.Lease;

        Assert.StartsWith("a:", lease.Owner, StringComparison.Ordinal);
        Assert.Equal((a.Owner, 1L), (lease.Owner, lease.Epoch));
        Assert.InRange(lease.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(31));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_failed_renewal_is_reported_and_retried()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, new() { Ledger = new() { TimeProvider = _time } });
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await Other.FindAsync("k"))!.Lease.Until;
        var third = await _time.NextDelayAsync();

        source.Failure = "The safe with the certificate is locked.";
        _time.Advance(third);
        var soon = await _time.NextDelayAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), soon);
        Assert.Contains("could not renew its lease", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        Assert.Contains("The safe with the certificate is locked.", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        source.Failure = null;
        _time.Advance(soon);
        Assert.Equal(third, await _time.NextDelayAsync());

        Assert.Null(a.UpkeepFailure);
        Assert.True((await Other.FindAsync("k"))!.Lease.Until > first);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_lost_connection_is_reported_before_the_lease_expires()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, new() { Ledger = new() { TimeProvider = _time } });
        await a.UpToAsync("k", LedgerState.Sending);
        var third = await _time.NextDelayAsync();
        var expires = _time.GetUtcNow() + (3 * third);

        source.Opening = static () => throw new IOException("The network is down.");
        _time.Advance(third);
        while (a.UpkeepFailure is null && _time.GetUtcNow() < expires)
        {
            _time.Advance(await _time.NextDelayAsync());
        }

        source.Opening = null;   // otherwise, the disposal would wait for the stopped clock
        Assert.Contains("could not renew its lease", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        Assert.InRange(_time.GetUtcNow(), DateTimeOffset.MinValue, expires);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_renewal_that_gets_no_answer_is_retried_on_a_new_connection_before_the_lease_expires()
    {
        var lease = TimeSpan.FromHours(1);
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(
            wire.Database, new() { LeaseTime = lease, RetryTime = lease, Ledger = new() { TimeProvider = _time } });
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await Other.FindAsync("k"))!.Lease.Until;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => a.SummarizeAsync().AsTask()));
        var third = await _time.NextDelayAsync();

        wire.Silence();
        _time.Advance(third);
        await _time.LimitAsync(lease / 6);
        _time.Advance(lease / 6);
        _time.Advance(await _time.NextDelayAsync());
        Assert.Equal(third, await _time.NextDelayAsync());

        Assert.Null(a.UpkeepFailure);
        Assert.True((await Other.FindAsync("k"))!.Lease.Until > first);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_does_not_claim_its_own_job_again_after_its_lease_expired(bool isLeftByOther)
    {
        await using var ledger = Slow();
        await ledger.BeginAsync(Draft.Queued("k1"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ledger.BeginAsync(Draft.Queued("k2"));
        await ExpireAsync(ledger);
        if (isLeftByOther)
        {
            // A claim first releases the jobs of processes whose lease has expired.
            Assert.Empty(await Other.ClaimAsync(LedgerWork.Follow, 1));
        }

        Assert.Equal("k2", Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 10)).Key);
        Assert.Equal(1, (await ledger.FindAsync("k1"))!.Lease.Epoch);

        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Submit, 10));
        await ledger.ReleaseAsync(["k1"]);
        var claimed = Assert.Single(await Other.ClaimAsync(LedgerWork.Submit, 10));
        Assert.Equal(("k1", 2L), (claimed.Key, claimed.Lease.Epoch));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_another_process_claimed_in_between_counts_as_lost()
    {
        await using var ledger = Slow();
        await ledger.BeginAsync(Draft.Queued("k"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ExpireAsync(ledger);
        await Other.ClaimAsync(LedgerWork.Submit, 1);
        await Other.ReleaseAsync(["k"]);

        await ledger.NextAsync((await ledger.FindAsync("k"))!, LedgerState.Sending);

        Assert.Equal(1, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_process_that_sends_its_own_job_after_its_lease_expired_keeps_the_job()
    {
        await using var ledger = Slow();
        await ledger.BeginAsync(Draft.Queued("k"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ExpireAsync(ledger);
        var sending = await ledger.NextAsync((await ledger.FindAsync("k"))!, LedgerState.Sending);
        await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");

        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();

        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Follow, 1));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_another_process_recorded_as_unknown_can_be_claimed_once_its_id_is_recorded()
    {
        await using var ledger = Slow();
        var sending = await ledger.UpToAsync("k", LedgerState.Sending);
        await ExpireAsync(ledger);
        await Other.FindAsync("k");
        Assert.Empty(await Other.ClaimAsync(LedgerWork.Follow, 1));
        await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.NextAsync(sending, LedgerState.Accepted, "req-k"));
        var unknown = (await ledger.FindAsync("k"))!;
        await ledger.RecordAsync(unknown.Next(LedgerState.Accepted, "req-k") with { Settled = new() { By = "a", At = Draft.Now } });

        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();

        Assert.Equal("k", Assert.Single(await Other.ClaimAsync(LedgerWork.Follow, 1)).Key);
    }

    private PostgreSqlJobLedger Slow() => new(Database, new() { Ledger = new() { TimeProvider = _time } });
}
