namespace SchemaSdk.Tests.Ledgers;

/// <content>Outcomes and results are reported although the ledger hangs.</content>
public sealed partial class HungLedgerTests
{
    [Fact]
    public async Task An_unknown_outcome_is_reported_although_the_ledger_hangs()
    {
        var ledger = HangsAt(LedgerState.Unknown);
        _stage.Script.Submit.DoesOnly(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await PassTimeoutAsync();
        await PassAsync(Grace);

        Assert.Equal("order-7", (await Soon.Throws<ModelSubmissionUnknownException>(run)).Key);
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("disposed")]
    [InlineData("timed out")]
    public async Task A_wait_returns_its_result_although_the_ledger_hangs_and_the_end_is_recorded_later(string how)
    {
        var ledger = new HeldLedger(_inner, LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        var run = stage.Still.RunAsync("a cat", Keyed, _stop.Token);
        await ledger.Reached;

        if (how == "disposed")
        {
            stage.Client.Dispose();
        }
        else if (how == "canceled")
        {
            await _stop.CancelAsync();
        }

        await Soon.Until(() =>
        {
            stage.Time.Advance(how == "timed out" ? Grace : TimeSpan.Zero);
            return run.IsCompleted;
        });
        var before = (await _inner.FindAsync("order-7"))!.State;
        ledger.Go();

        Assert.Equal((Steps.Id, LedgerState.Accepted), ((await Soon.Async(run)).RequestId, before));
        await Soon.Until(async () => (await _inner.FindAsync("order-7"))!.State == LedgerState.Delivered);
    }
}
