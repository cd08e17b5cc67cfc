using SchemaSdk.Durable.Ledgers;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Attempts of a job that this process recorded, and those of other processes.</summary>
public sealed class OwnAttemptTests : IDisposable
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly Stage _stage = Stage.Accepting();
    private readonly SharedTable _table;

    public OwnAttemptTests()
    {
        _table = new SharedTable(_stage.Time);
        _stage.Script.Status.Does(Steps.Status("completed"));
        _stage.Script.Result.Does(Steps.Succeeded);
    }

    [Fact]
    public async Task An_attempt_of_another_process_stays_while_this_process_is_still_recording_its_own()
    {
        var ledger = new HeldLedger(new SharedLedger(_table, "here"));
        var intent = ledger.IntentOf("order-7", StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray());
        await ledger.BeginAsync(intent);
        var job = new JobRecord(ledger, intent) { Time = _stage.Time };

        var sending = job.SendingAsync(priceUsd: null);
        var left = job.OutcomeAsync(SubmitOutcome.NotAccepted(new ModelUnavailableException("Not now.")));
        _table["order-7"] = intent.Next(LedgerFact.Sending(Guid.NewGuid()), intent.ChangedAt);
        ledger.Go();

        Assert.True((await Soon.Throws<ModelLedgerException>(sending)).IsConflict);
        await Soon.Async(left);
        Assert.Equal(LedgerState.Sending, _table["order-7"].State);
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_recorded_at_once_is_neither_a_conflict_nor_unknown()
    {
        var ledger = new SharedLedger(_table, "here")
        {
            Before = entry => _ = entry.State == LedgerState.Intended ? throw new ModelLedgerException("No space left on device.") : entry,
        };
        _stage.Options.Ledger = ledger;
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.Answer(429, "{}"));

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((false, null, "order-7"), (error.IsConflict, error.RequestId, error.Key));
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Refused, 1), (_table["order-7"].State, _stage.Script.Submit.Count));
    }

    public void Dispose() => _stage.Dispose();
}
