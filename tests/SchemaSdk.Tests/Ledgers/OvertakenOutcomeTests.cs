using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A call learns the request id only after others have continued with its job.</summary>
public sealed class OvertakenOutcomeTests : IDisposable
{
    private const string Key = "order-7";

    private readonly MemoryStore _store = new();
    private readonly FakeTime _time = new();
    private readonly MemoryJobLedger _ledger;

    public OvertakenOutcomeTests() => _ledger = Shelf.Open(_store);

    [Fact]
    public async Task A_request_id_is_recorded_later_even_if_the_job_was_found_unknown_meanwhile()
    {
        var job = await SentAsync();
        await NextAsync(LedgerState.Unknown);
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
        await NextAsync(LedgerState.Unknown);
        await NextAsync(LedgerState.Refused);
        await _ledger.RecordAsync((await _ledger.FindAsync(Key))!.Next(LedgerFact.Queued(), _time.GetUtcNow()));

        await job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id));

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((LedgerState.Accepted, Steps.Id, 1), (known.State, known.RequestId, known.Attempts));
        Assert.Empty(await _ledger.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    public void Dispose() => _ledger.Dispose();

    private async Task<JobRecord> SentAsync()
    {
        var intent = Shelf.Intent(Key);
        await _ledger.BeginAsync(intent);
        var job = new JobRecord(_ledger, intent) { Time = _time };
        await job.SendingAsync(priceUsd: null);
        return job;
    }

    private async Task NextAsync(LedgerState state) => await _ledger.NextAsync((await _ledger.FindAsync(Key))!, state);
}
