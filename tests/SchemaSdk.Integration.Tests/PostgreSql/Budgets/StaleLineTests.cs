using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

/// <summary>A line within a budget that is stale once it is taken again after a lost connection.</summary>
public sealed class StaleLineTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_did_not_fit_and_is_stale_when_it_is_taken_again_is_a_conflict()
    {
        var database = await SharedCluster.DatabaseAsync();
        var time = new FakeTime();
        await using var wire = new LossyWire(database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { Budgets = [new() { LimitUsd = 1m }], Ledger = new() { TimeProvider = time } });
        await using var other = new PostgreSqlJobLedger(database);
        await ledger.UpToAsync("first", LedgerState.Sending, price: 0m);
        await time.NextDelayAsync();   // that of the next renewal
        var intent = Desk.Intent("k") with { PriceUsd = 2m };
        await ledger.BeginAsync(intent);

        // It does not fit, and nobody here knows.
        wire.LoseAnswerTo("COMMIT\0");   // not that of "READ COMMITTED"
        var sending = ledger.NextAsync(intent, LedgerState.Sending);
        var pause = await time.NextDelayAsync();
        await other.NextAsync(intent, LedgerState.Sending);
        time.Advance(pause);

        Assert.True((await Assert.ThrowsAsync<ModelLedgerException>(() => sending)).IsConflict);
        Assert.Equal(1, wire.Lost);
    }
}
