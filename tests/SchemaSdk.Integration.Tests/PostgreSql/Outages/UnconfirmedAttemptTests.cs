namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class UnconfirmedAttemptTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_first_attempt_whose_commit_is_not_confirmed_is_recorded_once()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);
        await ledger.MigrateAsync();
        var intent = Entries.Intent("order-1");
        var sending = intent.Next(LedgerFact.Sending(Guid.NewGuid()), Entries.Now);

        wire.LoseAnswerTo("(key, model, input_hash,");
        await ledger.BeginAsync(intent, sending);
        await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");

        var found = (await ledger.FindAsync("order-1"))!;
        Assert.Equal((1, LedgerState.Accepted, 1, ledger.Owner), (wire.Lost, found.State, found.Lease.Epoch, found.Lease.Owner));
        Assert.True(intent.Input.Span.SequenceEqual(found.Input.Span));
    }
}
