
namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Claims of a ledger that works on jobs after its lease has ended.</summary>
public sealed class OwnJobsTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_is_worked_on_here_is_not_claimed_here_once_more_after_the_lease_has_ended(bool isLeftByOther)
    {
        await using var ledger = Slow();
        await using var other = new PostgreSqlJobLedger(_database);
        await ledger.BeginAsync(Desk.Queued("k1"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ledger.BeginAsync(Desk.Queued("k2"));
        await Died.ExpireAsync(_database, ledger.Owner);
        if (isLeftByOther)
        {
            // It leaves what the dead work on to anybody, and takes nothing of it.
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
    public async Task A_job_that_another_process_had_before_it_was_sent_here_counts_as_lost()
    {
        await using var ledger = Slow();
        await using var other = new PostgreSqlJobLedger(_database);
        await ledger.BeginAsync(Desk.Queued("k"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await Died.ExpireAsync(_database, ledger.Owner);
        await other.ClaimAsync(LedgerWork.Submit, 1);
        await other.ReleaseAsync(["k"]);

        await ledger.NextAsync((await ledger.FindAsync("k"))!, LedgerState.Sending);

        Assert.Equal(1, (await ledger.SummarizeAsync()).LeasesLost);
    }

    private static (string Key, long Epoch) OnlyOne(IReadOnlyList<LedgerEntry> claimed)
    {
        var one = Assert.Single(claimed);
        return (one.Key, one.Lease.Epoch);
    }

    // Its renewals come when the test says so.
    private PostgreSqlJobLedger Slow() => new(_database, new() { Ledger = new() { TimeProvider = _time } });
}
