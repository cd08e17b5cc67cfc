using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>The tries that come to an end, and those that do not.</content>
public sealed partial class LateLineTests
{
    [Fact]
    public async Task A_ledger_that_is_disposed_of_ends_the_tries()
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
    public async Task A_ledger_of_the_application_ends_the_tries_by_saying_that_it_is_disposed_of(bool saysSo)
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        Exception failure = new TimeoutException("The database is away.");
        var ledger = new SharedLedger(new SharedTable(_stage.Time), "here")
        {
            Before = line => _ = line.State == LedgerState.Accepted ? throw failure : line,
        };
        _stage.Options.Ledger = ledger;
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var pause = await _stage.Time.NextDelayAsync();
        _log.Clear();

        // As a part of it that has the name of the whole, and is opened anew.
        failure = new ObjectDisposedException(ledger.GetType().FullName);
        ledger.IsOver = saysSo;
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("could not be recorded"));

        Assert.Equal(saysSo, _stage.Time.NextDue is null);
    }

    [Fact]
    public async Task A_failure_that_a_person_mends_does_not_end_the_tries_on_a_ledger_of_many_processes()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        var isMended = false;
        var table = new SharedTable(_stage.Time);
        _stage.Options.Ledger = new SharedLedger(table, "here")
        {
            Before = line => _ = line.State == LedgerState.Accepted && !isMended
                ? throw new ModelLedgerException("The password is wrong.") { IsLasting = true }
                : line,
        };
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var pause = await _stage.Time.NextDelayAsync();

        isMended = true;
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Accepted, Steps.Id), (table[Key].State, table[Key].RequestId));
    }
}
