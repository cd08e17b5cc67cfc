using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Sending entries that a shared ledger could not confirm.</summary>
public sealed class UnconfirmedEntryTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    private readonly Stage _stage = new(skipsDelays: false);
    private readonly ListLog _log = new();
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;
    private volatile bool _isAway;
    private volatile int _finds;

    public UnconfirmedEntryTests()
    {
        _table = new SharedTable(_stage.Time);
        _ledger = new SharedLedger(_table, "a") { Before = _ => Reach(), Finding = _ => Find() };
        (_stage.Options.Ledger, _stage.Options.LoggerFactory) = (_ledger, _log);
        _stage.Script.Submit.Does(Steps.Accepted);
    }

    [Theory]
    [InlineData(false, LedgerState.Refused)]
    [InlineData(true, LedgerState.Intended)]
    public async Task A_job_whose_sending_entry_was_recorded_without_an_answer_is_later_free_again(bool isEnqueued, LedgerState later)
    {
        if (isEnqueued)
        {
            await _ledger.BeginAsync(_stage.Client.IntentOf(Key, StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}""")));
        }

        await FailAsync(isRecorded: true);
        var during = _table[Key].State;
        _isAway = false;

        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Sending, later), (during, _table[Key].State));
        Assert.Equal(0, _stage.Script.Submit.Count);
        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
    }

    [Fact]
    public async Task A_job_whose_sending_entry_was_not_recorded_does_not_change_and_is_read_for_some_minutes()
    {
        await FailAsync(isRecorded: false);
        _isAway = false;

        var pauses = new List<double>();
        for (var reads = 1; reads <= 10; reads++)
        {
            var pause = await _stage.Time.NextDelayAsync();
            pauses.Add(pause.TotalSeconds);
            _stage.Time.Advance(pause);
            await Soon.Until(() => _finds == reads);
        }

        await Soon.Until(() => _ledger.Claims.TryTake(Key) is not null);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300], pauses);
        Assert.Equal((LedgerState.Intended, 1), (_table[Key].State, _table[Key].Version));
        Assert.Null(_stage.Time.NextDue);
    }

    [Fact]
    public async Task A_sending_entry_that_is_committed_late_is_followed_by_a_refusal()
    {
        LedgerEntry? late = null;
        await FailAsync(isRecorded: false, entry => late ??= entry);
        _isAway = false;
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var next = await _stage.Time.NextDelayAsync();

        _table[Key] = late! with { Lease = late.Lease with { Owner = "a", Until = _table.Now + TimeSpan.FromHours(1) } };
        _stage.Time.Advance(next);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Refused, 0), (_table[Key].State, _stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_later_call_whose_request_id_is_missing_is_not_mistaken_for_the_unconfirmed_one()
    {
        await FailAsync(isRecorded: false);
        var first = await _stage.Time.NextDelayAsync();
        _isAway = false;
        _stage.Time.Advance(first / 2);
        FailAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        var second = await _stage.Time.NextDelayAsync();
        _ledger.Before = null;

        var finds = _finds;
        _stage.Time.Advance(first / 2);
        await Soon.Until(() => _finds > finds);
        var between = _table[Key].State;
        _stage.Time.Advance(second);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal(LedgerState.Sending, between);
        Assert.Equal((LedgerState.Accepted, Steps.Id, null), (_table[Key].State, _table[Key].RequestId, _table[Key].Settled?.By));
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_job_whose_delivery_could_not_be_recorded_is_released()
    {
        using var stage = Shelf.Accepting(_ledger);
        FailAt(LedgerState.Delivered);
        _ledger.Finding = _ => throw new ModelLedgerException("No database.");

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => _table[Key].Lease.Owner is null);

        Assert.Equal(LedgerState.Ended, _table[Key].State);
    }

    public void Dispose() => _stage.Dispose();

    // isRecorded: true if the sending entry is recorded, although the caller gets an error.
    private async Task FailAsync(bool isRecorded, Action<LedgerEntry>? hear = null)
    {
        _ledger.Before = entry =>
        {
            hear?.Invoke(entry);
            if (isRecorded && entry.State == LedgerState.Sending)
            {
                _table[Key] = entry with { Lease = entry.Lease with { Owner = "a", Until = _table.Now + TimeSpan.FromHours(1) } };
            }

            _isAway = true;
            Reach();
        };
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _ledger.Before = _ => Reach();
    }

    private void FailAt(LedgerState state) => _ledger.Before = entry =>
    {
        if (entry.State == state)
        {
            throw new ModelLedgerException("No database.");
        }
    };

    private void Reach()
    {
        if (_isAway)
        {
            throw new ModelLedgerException("No database.");
        }
    }

    private void Find()
    {
        Reach();
        Interlocked.Increment(ref _finds);
    }

    private bool Logged(string text) => _log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
}
