using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class UnconfirmedAttemptTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_first_attempt_whose_commit_is_not_confirmed_is_recorded_once()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);
        await ledger.MigrateAsync();
        var intent = Draft.Intent("order-1");
        var sending = intent.Next(LedgerFact.Sending(Guid.NewGuid()), Draft.Now);

        wire.LoseAnswerTo("(key, model, input_hash,");
        await ledger.BeginAsync(intent, sending);
        await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");

        var found = (await ledger.FindAsync("order-1"))!;
        Assert.Equal((1, LedgerState.Accepted, 1, ledger.Owner), (wire.Lost, found.State, found.Lease.Epoch, found.Lease.Owner));
        Assert.True(intent.Input.Span.SequenceEqual(found.Input.Span));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(LedgerState.Accepted)]
    [InlineData(LedgerState.Refused)]
    public async Task A_first_attempt_that_others_presumed_lost_before_it_was_confirmed_is_sent_under_its_key(LedgerState outcome)
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { Ledger = new() { TimeProvider = time } });
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await time.NextDelayAsync();
        var job = new JobRecord(ledger, Draft.Intent("order-1"), known: null, isUnrecorded: true);

        wire.LoseAnswerTo("(key, model, input_hash,");
        var sending = job.SendingAsync(priceUsd: null);
        var pause = await time.NextDelayAsync();
        await ExpireAsync(ledger);
        Assert.Equal(1, (await Other.SummarizeAsync()).Unknown);
        time.Advance(pause);
        await Soon.Async(sending);
        await job.OutcomeAsync(outcome == LedgerState.Accepted
            ? SubmitOutcome.Accepted("req-1") : SubmitOutcome.NotAccepted(new ModelException("No.")));

        var found = Assert.Single(await Other.ListAsync().AllAsync());
        Assert.Equal((1, outcome, 1), (wire.Lost, found.State, found.Attempt?.Number));
    }
}
