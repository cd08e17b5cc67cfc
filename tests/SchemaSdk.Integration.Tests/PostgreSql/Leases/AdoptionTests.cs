using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Tests a process that reclaims its jobs after its lease expired, but does not get the database's answer.</summary>
public sealed class AdoptionTests : DatabaseTest
{
    private const string Adoption = "set worker = $3";

    private readonly FakeTime _time = new();
    [FactWith(Server.PostgreSql)]
    public async Task A_job_whose_reclaim_got_no_answer_is_kept()
    {
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        var accepted = await a.UpToAsync("k", LedgerState.Accepted);
        await LoseAsync(a, b);
        var third = await _time.NextDelayAsync();

        wire.LoseAnswerTo(Adoption);
        _time.Advance(third);
        _time.Advance(await _time.NextDelayAsync());
        await _time.NextDelayAsync();

        Assert.Null(a.UpkeepFailure);
        Assert.Equal((1, 0), (wire.Lost, (await a.SummarizeAsync()).LeasesLost));
        Assert.Empty(await b.ClaimAsync(LedgerWork.Follow, 1));
        await a.NextAsync(accepted, LedgerState.Ended);
        await a.ReleaseAsync(["k"]);
        Assert.Single(await b.ClaimAsync(LedgerWork.Follow, 1));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_released_while_it_was_reclaimed_can_be_claimed_by_others()
    {
        await using var wire = new LossyProxy(Database);
        await using var source = new UnreliableSource(wire.Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Accepted);
        await LoseAsync(a, b);
        var third = await _time.NextDelayAsync();

        // The renewal uses one connection and then reclaims the jobs on a second one, which the test delays.
        var (isAdopting, adopt) = source.Hold(number: 2);
        wire.LoseAnswerTo(Adoption);
        _time.Advance(third);
        await isAdopting;
        await a.ReleaseAsync(["k"]);
        adopt();
        var pause = await _time.NextDelayAsync();

        Assert.Equal((1, a.Owner), (wire.Lost, (await b.FindAsync("k"))!.Lease.Owner));
        _time.Advance(pause);
        Assert.True(await Until.TrueAsync(async () => (await b.ClaimAsync(LedgerWork.Follow, 1)).Count == 1));
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    // Makes the lease of the late process expire. The other process then frees the job when it claims other jobs.
    private async Task LoseAsync(PostgreSqlJobLedger late, PostgreSqlJobLedger other)
    {
        await ExpireAsync(late);
        Assert.Empty(await other.ClaimAsync(LedgerWork.Submit, 1));
    }

    // The database uses its own clock, which keeps running. The lease is long enough not to expire while a test runs.
    private PostgreSqlLedgerOptions Options() =>
        new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = _time } };
}
