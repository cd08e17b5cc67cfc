using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Jobs that a late process takes back, and does not hear that it has.</summary>
public sealed class AdoptionTests : IAsyncLifetime
{
    private const string Adoption = "set worker = $3";

    private readonly FakeTime _time = new();
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_was_taken_back_without_an_answer_is_kept()
    {
        await using var wire = new LossyWire(_database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        await using var b = new PostgreSqlJobLedger(_database);
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
    public async Task A_job_that_was_given_back_while_it_was_taken_back_without_an_answer_is_left_to_others()
    {
        await using var wire = new LossyWire(_database);
        await using var source = new MoodySource(wire.Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("k", LedgerState.Accepted);
        await LoseAsync(a, b);
        var third = await _time.NextDelayAsync();

        // The renewal has one connection, and takes the jobs back on the next one.
        var (opened, adopting, mayAdopt) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        source.Opening = async () =>
        {
            if (Interlocked.Increment(ref opened) == 2)
            {
                adopting.SetResult();
                await mayAdopt.Task;
            }
        };
        wire.LoseAnswerTo(Adoption);
        _time.Advance(third);
        await Soon.Async(adopting.Task);
        await a.ReleaseAsync(["k"]);
        mayAdopt.SetResult();
        var pause = await _time.NextDelayAsync();

        Assert.Equal((1, a.Owner), (wire.Lost, (await b.FindAsync("k"))!.Lease.Owner));
        _time.Advance(pause);
        Assert.True(await Until.TrueAsync(async () => (await b.ClaimAsync(LedgerWork.Follow, 1)).Count == 1));
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    // The lease of the one ends, and the other one looks for work of another kind: the job is nobody's then.
    private async Task LoseAsync(PostgreSqlJobLedger late, PostgreSqlJobLedger other)
    {
        await Died.ExpireAsync(_database, late.Owner);
        Assert.Empty(await other.ClaimAsync(LedgerWork.Submit, 1));
    }

    // The database's own clock ends no lease of theirs.
    private PostgreSqlLedgerOptions Options() =>
        new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = _time } };
}
