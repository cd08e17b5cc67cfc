using SchemaSdk.Durable.Ledgers;
using static SchemaSdk.Tests.Ledgers.Shelf;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests a call that learns its request id only after another caller has changed the job. The id must still be recorded.</summary>
public sealed class OvertakenOutcomeTests : IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly FakeTime _time = new();
    private readonly MemoryJobLedger _ledger;

    public OvertakenOutcomeTests() => _ledger = Open(_store);

    [Fact]
    public async Task A_request_id_is_recorded_later_even_if_the_job_was_found_unknown_meanwhile()
    {
        var job = await SentAsync();
        await NextAsync(LedgerFact.Unknown());
        _store.Fail(LedgerState.Accepted);
        await Assert.ThrowsAsync<ModelLedgerException>(() => job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id)));

        _store.Before = null;
        _time.Advance(await Soon.Async(_time.NextDelayAsync()));
        await Soon.Until(() => _store.Find(Key)!.State == LedgerState.Accepted);

        Assert.Equal(Steps.Id, _store.Find(Key)!.RequestId);
    }

    [Fact]
    public async Task A_job_that_was_enqueued_again_is_not_sent_again_after_its_first_request_id_arrives()
    {
        var job = await SentAsync();
        await NextAsync(LedgerFact.Unknown());
        await _ledger.SettleAsync(Key, requestId: null, "Ann");
        await NextAsync(LedgerFact.Queued());

        await job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id));

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((LedgerState.Accepted, Steps.Id, 1), (known.State, known.RequestId, known.Attempts));
        Assert.Empty(await _ledger.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_late_request_id_does_not_go_to_a_later_job_with_the_same_key()
    {
        var job = await SentAsync();
        _store.Forget(Key);
        var other = Intent(Key) with { InputHash = new string('b', 64) };
        await _ledger.BeginAsync(other);
        var sent = new JobRecord(_ledger, other) { Time = _time };
        await sent.SendingAsync(priceUsd: null);
        await NextAsync(LedgerFact.Unknown());

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id)));

        Assert.Equal((true, Steps.Id), (error.IsConflict, error.RequestId));
        Assert.Equal((LedgerState.Unknown, null), (_store.Find(Key)!.State, _store.Find(Key)!.RequestId));
    }

    [Fact]
    public async Task A_late_request_id_leaves_a_job_alone_that_another_attempt_made_unknown_with_the_same_id()
    {
        var job = await SentAsync();
        await NextAsync(LedgerFact.Unknown());
        await _ledger.SettleAsync(Key, requestId: null, "Ann");
        await NextAsync(LedgerFact.Sending(Guid.NewGuid()));
        await NextAsync(LedgerFact.Unknown(Steps.Id));

        await Soon.Async(Task.Run(() => job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id))));

        Assert.Equal((LedgerState.Unknown, 2), (_store.Find(Key)!.State, _store.Find(Key)!.Attempts));
    }

    public void Dispose() => _ledger.Dispose();

    private async Task<JobRecord> SentAsync()
    {
        var intent = Intent(Key);
        await _ledger.BeginAsync(intent);
        var job = new JobRecord(_ledger, intent) { Time = _time };
        await job.SendingAsync(priceUsd: null);
        return job;
    }

    private async Task NextAsync(LedgerFact fact) =>
        await _ledger.RecordAsync((await _ledger.FindAsync(Key))!.Next(fact, _time.GetUtcNow()));
}
