using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>Outcomes and results are reported although the ledger hangs.</content>
public sealed partial class HungLedgerTests
{
    [Fact]
    public async Task A_request_id_that_is_recorded_after_its_call_ended_is_found_by_the_key()
    {
        var ledger = HangsAt(LedgerState.Accepted);
        var run = _stage.Still.RunAsync("a cat", Keyed, _stop.Token);
        await ledger.Reached;
        await _stop.CancelAsync();
        await PassAsync(Grace);
        await Soon.Throws<ModelWaitCanceledException>(run);

        ledger.Go();
        await Soon.Until(async () => (await _inner.FindAsync("order-7"))!.State == LedgerState.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_unknown_outcome_is_reported_although_the_ledger_hangs()
    {
        var ledger = HangsAt(LedgerState.Unknown);
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await PassTimeoutAsync();
        await PassAsync(Grace);

        Assert.Equal("order-7", (await Soon.Throws<ModelSubmissionUnknownException>(run)).Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_returns_its_result_although_the_ledger_hangs_at_the_end(bool isDisposed)
    {
        var ledger = new HeldLedger(_inner, LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        var run = stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        if (isDisposed)
        {
            stage.Client.Dispose();
        }

        await Soon.Until(() =>
        {
            stage.Time.Advance(isDisposed ? TimeSpan.Zero : Grace);
            return run.IsCompleted;
        });

        Assert.Equal(Steps.Id, (await Soon.Async(run)).RequestId);
    }
}
