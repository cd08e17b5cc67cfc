using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class StaleEntryTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_exceeds_the_budget_but_has_a_stale_entry_at_the_retry_is_a_conflict()
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { Budgets = [new() { LimitUsd = 1m }], Ledger = new() { TimeProvider = time } });
        await using var other = new PostgreSqlJobLedger(Database);
        await ledger.UpToAsync("first", LedgerState.Sending, price: 0m);
        await time.NextDelayAsync();   // the pause before the next renewal
        var intent = Entries.Intent("k") with { PriceUsd = 2m };
        await ledger.BeginAsync(intent);

        // The ledger refuses the entry, because the job would exceed the budget. The database's answer to the commit is lost.
        wire.LoseAnswerTo("COMMIT\0");   // not the one in "READ COMMITTED"
        var sending = ledger.NextAsync(intent, LedgerState.Sending);
        var pause = await time.NextDelayAsync();
        await other.NextAsync(intent, LedgerState.Sending);
        time.Advance(pause);

        Assert.True((await Assert.ThrowsAsync<ModelLedgerException>(() => sending)).IsConflict);
        Assert.Equal(1, wire.Lost);
    }
}
