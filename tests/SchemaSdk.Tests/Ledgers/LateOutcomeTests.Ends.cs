using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>When the client stops recording a late outcome, and when it does not.</content>
public sealed partial class LateOutcomeTests
{
    [Fact]
    public async Task The_attempts_end_once_the_ledger_is_disposed()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        FillAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        var pause = await _stage.Time.NextDelayAsync();

        await _ledger.DisposeAsync();
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("could not be recorded"));

        Assert.Null(_stage.Time.NextDue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_attempts_end_only_if_the_ledger_itself_says_that_it_is_disposed(bool saysSo)
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        Exception failure = new TimeoutException("No database.");
        var ledger = new SharedLedger(new SharedTable(_stage.Time), "here")
        {
            Before = entry => _ = entry.State == LedgerState.Accepted ? throw failure : entry,
        };
        _stage.Options.Ledger = ledger;
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var pause = await _stage.Time.NextDelayAsync();
        _log.Clear();

        // Another object that the ledger uses and whose type has the same name may throw this, and may be opened again.
        failure = new ObjectDisposedException(ledger.GetType().FullName);
        ledger.IsOver = saysSo;
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("could not be recorded"));

        Assert.Equal(saysSo, _stage.Time.NextDue is null);
    }

    [Fact]
    public async Task The_attempts_continue_after_a_lasting_failure_of_a_shared_ledger()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        var isFixed = false;
        var table = new SharedTable(_stage.Time);
        _stage.Options.Ledger = new SharedLedger(table, "here")
        {
            Before = entry => _ = entry.State == LedgerState.Accepted && !isFixed
                ? throw new ModelLedgerException("The password is wrong.") { IsLasting = true }
                : entry,
        };
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var pause = await _stage.Time.NextDelayAsync();

        isFixed = true;
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Accepted, Steps.Id), (table[Key].State, table[Key].RequestId));
    }
}
