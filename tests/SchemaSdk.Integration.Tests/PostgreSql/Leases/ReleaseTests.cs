using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class ReleaseTests : DatabaseTest
{
    private readonly FakeTime _time = new();
    [FactWith(Server.PostgreSql)]
    public async Task A_job_released_during_a_late_renewal_can_be_claimed_by_others()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Accepted);
        await ExpireAsync(a);
        var third = await _time.NextDelayAsync();

        // The renewal uses one connection and then reclaims the jobs on a second one, which the test delays.
        var (isAdopting, adopt) = source.Hold(number: 2);
        _time.Advance(third);
        await isAdopting;
        await a.ReleaseAsync(["k"]);
        adopt();
        await _time.NextDelayAsync();

        Assert.True(await Until.TrueAsync(async () => (await b.ClaimAsync(LedgerWork.Follow, 1)).Count == 1));
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_earlier_release_does_not_release_a_job_that_was_claimed_again()
    {
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        await a.BeginAsync(Entries.Queued("k"));
        await a.ClaimAsync(LedgerWork.Submit, 1);
        await _time.NextDelayAsync();

        wire.LoseAnswerTo("set worker = null, place");
        var releasing = a.ReleaseAsync(["k"]).AsTask();
        var pause = await _time.NextDelayAsync();
        Assert.Equal(2, Assert.Single(await a.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
        _time.Advance(pause);
        await releasing;

        Assert.Empty(await b.ClaimAsync(LedgerWork.Submit, 1));
        await a.ReleaseAsync(["k"]);
        Assert.Equal(3, Assert.Single(await b.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_failed_release_is_retried_with_the_next_renewal()
    {
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Accepted);
        var third = await _time.NextDelayAsync();
        source.Failure = "The safe with the certificate is locked.";
        await Assert.ThrowsAsync<InvalidOperationException>(() => a.ReleaseAsync(["k"]).AsTask());
        source.Failure = null;
        Assert.Empty(await b.ClaimAsync(LedgerWork.Follow, 1));

        _time.Advance(third);

        Assert.True(await Until.TrueAsync(async () => (await b.ClaimAsync(LedgerWork.Follow, 1)).Count == 1));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_retried_release_does_not_release_a_job_that_was_claimed_again()
    {
        await using var wire = new LossyProxy(Database);
        await using var source = new UnreliableSource(wire.Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("before", LedgerState.Accepted);
        await a.UpToAsync("after", LedgerState.Accepted);
        await a.BeginAsync(Entries.Queued("k"));
        await a.ClaimAsync(LedgerWork.Submit, 1);
        var third = await _time.NextDelayAsync();

        // The database releases the job, but its answer is lost.
        wire.LoseAnswerTo("set worker = null, place");
        var releasing = a.ReleaseAsync(["k"]).AsTask();
        var pause = await _time.NextDelayAsync();
        source.Failure = "The safe with the certificate is locked.";
        _time.Advance(pause);
        await Assert.ThrowsAsync<InvalidOperationException>(() => releasing);
        source.Failure = null;

        // The retry of the release waits behind the release of another job. Meanwhile, the job is claimed again.
        var (isWaiting, release) = source.Hold(number: 1);
        var before = a.ReleaseAsync(["before"]).AsTask();
        await isWaiting;
        _time.Advance(third);
        await _time.NextDelayAsync();
        Assert.Equal(2, Assert.Single(await a.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
        release();
        await before;
        await a.ReleaseAsync(["after"]);

        Assert.Empty(await b.ClaimAsync(LedgerWork.Submit, 1));
        await a.ReleaseAsync(["k"]);
        Assert.Equal(3, Assert.Single(await b.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
    }

    // The database uses its own clock, which keeps running. The lease is long enough not to expire while a test runs.
    private PostgreSqlLedgerOptions Options() =>
        new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = _time } };
}
