using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Jobs that are given back while something else happens to them.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_is_given_back_during_a_late_renewal_can_be_claimed_by_others()
    {
        await using var source = new MoodySource(_database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("k", LedgerState.Accepted);
        await Died.ExpireAsync(_database, a.Owner);
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
        _time.Advance(third);
        await Soon.Async(adopting.Task);
        await a.ReleaseAsync(["k"]);
        mayAdopt.SetResult();
        await _time.NextDelayAsync();

        Assert.True(await Until.TrueAsync(async () => (await b.ClaimAsync(LedgerWork.Follow, 1)).Count == 1));
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_was_claimed_anew_is_not_given_back_by_an_earlier_release()
    {
        await using var wire = new LossyWire(_database);
        await using var a = new PostgreSqlJobLedger(wire.Database, Options());
        await using var b = new PostgreSqlJobLedger(_database);
        await a.BeginAsync(Desk.Queued("k"));
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
    public async Task A_job_that_could_not_be_given_back_is_so_after_the_next_renewal()
    {
        await using var source = new MoodySource(_database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(_database);
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
    public async Task A_job_that_was_claimed_anew_is_not_given_back_when_an_earlier_release_is_tried_again()
    {
        await using var wire = new LossyWire(_database);
        await using var source = new MoodySource(wire.Database);
        await using var a = new PostgreSqlJobLedger(source.Source, Options());
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("before", LedgerState.Accepted);
        await a.UpToAsync("after", LedgerState.Accepted);
        await a.BeginAsync(Desk.Queued("k"));
        await a.ClaimAsync(LedgerWork.Submit, 1);
        var third = await _time.NextDelayAsync();

        // It was given back, and nobody here knows.
        wire.LoseAnswerTo("set worker = null, place");
        var releasing = a.ReleaseAsync(["k"]).AsTask();
        var pause = await _time.NextDelayAsync();
        source.Failure = "The safe with the certificate is locked.";
        _time.Advance(pause);
        await Assert.ThrowsAsync<InvalidOperationException>(() => releasing);
        source.Failure = null;

        // The one that is tried again waits for another one, and the job is claimed meanwhile.
        var (opened, waiting, mayRelease) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        source.Opening = async () =>
        {
            if (Interlocked.Increment(ref opened) == 1)
            {
                waiting.SetResult();
                await mayRelease.Task;
            }
        };
        var before = a.ReleaseAsync(["before"]).AsTask();
        await Soon.Async(waiting.Task);
        _time.Advance(third);
        await _time.NextDelayAsync();
        Assert.Equal(2, Assert.Single(await a.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
        mayRelease.SetResult();
        await before;
        await a.ReleaseAsync(["after"]);

        Assert.Empty(await b.ClaimAsync(LedgerWork.Submit, 1));
        await a.ReleaseAsync(["k"]);
        Assert.Equal(3, Assert.Single(await b.ClaimAsync(LedgerWork.Submit, 1)).Lease.Epoch);
    }

    // The database's own clock ends no lease of theirs.
    private PostgreSqlLedgerOptions Options() =>
        new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = _time } };
}
