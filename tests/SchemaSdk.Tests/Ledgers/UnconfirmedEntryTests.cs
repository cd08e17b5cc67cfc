using static SchemaSdk.Tests.Ledgers.Shelf;

namespace SchemaSdk.Tests.Ledgers;

public sealed class UnconfirmedEntryTests : StageTest
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ListLog _log = new();
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;
    private volatile bool _isAway;
    private volatile int _finds;

    public UnconfirmedEntryTests() : base(Stage.Accepting(skipsDelays: false))
    {
        _table = new SharedTable(Stage.Time);
        _ledger = new SharedLedger(_table, "a") { Before = _ => Reach(), Finding = _ => Find() };
        (Stage.Options.Ledger, Stage.Options.LoggerFactory) = (_ledger, _log);
    }

    [Theory]
    [InlineData(false, LedgerState.Refused)]
    [InlineData(true, LedgerState.Intended)]
    public async Task A_job_whose_sending_entry_was_recorded_without_an_answer_is_later_free_again(bool isEnqueued, LedgerState later)
    {
        if (isEnqueued)
        {
            await EnqueueAsync();
        }

        await FailAsync(isRecorded: true);
        var during = _table[Key].State;
        _isAway = false;

        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Sending, later), (during, _table[Key].State));
        Assert.Equal(0, Stage.Script.Submit.Count);
        Assert.Equal(Steps.Id, (await Soon.Async(Stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
    }

    [Fact]
    public async Task A_job_whose_sending_entry_was_not_recorded_does_not_change_and_is_read_for_some_minutes()
    {
        await FailAsync(isRecorded: false);
        _isAway = false;

        var pauses = new List<double>();
        for (var reads = 1; reads <= 24; reads++)
        {
            var pause = await Stage.Time.NextDelayAsync();
            pauses.Add(pause.TotalSeconds);
            Stage.Time.Advance(pause);
            await Soon.Until(() => _finds == reads);
        }

        await Soon.Until(() => _ledger.Claims.TryTake(Key) is not null);
        Assert.Equal([1, 2, 4, 8, 16, .. Enumerable.Repeat(30.0, 19)], pauses);
        Assert.Equal((LedgerState.Intended, 1), (_table[Key].State, _table[Key].Version));
        Assert.Null(Stage.Time.NextDue);
    }

    [Fact]
    public async Task A_sending_entry_that_is_committed_late_is_followed_by_a_refusal()
    {
        LedgerEntry? late = null;
        await FailAsync(isRecorded: false, entry => late ??= entry);
        _isAway = false;
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        var next = await Stage.Time.NextDelayAsync();

        Commit(late!);
        Stage.Time.Advance(next);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Refused, 0), (_table[Key].State, Stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_sending_entry_that_is_recorded_after_its_caller_has_left_is_followed_by_a_refusal_even_if_the_ledger_fails()
    {
        var held = new HeldLedger(_ledger, LedgerState.Sending);
        Stage.Options.Ledger = held;
        var submit = Stage.Still.SubmitAsync("a cat", Keyed, Stage.Stop.Token);
        await held.Reached;
        await Stage.Stop.CancelAsync();
        await Stage.Time.LimitAsync(Grace);
        Stage.Time.Advance(Grace);
        await Soon.Throws<OperationCanceledException>(submit);

        _ledger.Before = entry => _ = entry.State == LedgerState.Refused ? throw new ModelLedgerException("No database.") : entry;
        held.Go();
        await Soon.Until(() => _table[Key].State == LedgerState.Sending);
        await Soon.Until(() => Stage.Time.NextDue is { } due && due - Stage.Time.GetUtcNow() == TimeSpan.FromSeconds(1));
        _ledger.Before = null;
        Stage.Time.Advance(TimeSpan.FromSeconds(1));

        await Soon.Until(() => _table[Key].State == LedgerState.Refused);
        Assert.Equal(0, Stage.Script.Submit.Count);
    }

    // If isLate is true, the ledger fails only after the caller has left.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_may_claim_an_enqueued_job_again_although_its_caller_has_left(bool isLate)
    {
        _ledger.Before = entry => _ = Commit(entry) ? throw new ModelLedgerException("The connection was lost.") : entry;
        var held = new HeldLedger(_ledger, LedgerState.Sending);
        Stage.Options.Ledger = held;
        await EnqueueAsync();
        var submit = Stage.Still.SubmitAsync("a cat", Keyed, Stage.Stop.Token);
        await held.Reached;
        await Stage.Stop.CancelAsync();
        await Stage.Time.LimitAsync(Grace);
        if (isLate)
        {
            Stage.Time.Advance(Grace);
            await Soon.Throws<OperationCanceledException>(submit);
        }

        held.Go();
        await Soon.Throws<OperationCanceledException>(submit);
        await Soon.Until(() => _table[Key].State == LedgerState.Sending);
        await Soon.Until(() => Stage.Time.NextDue is { } due && due - Stage.Time.GetUtcNow() == TimeSpan.FromSeconds(1));
        _ledger.Before = null;
        Stage.Time.Advance(TimeSpan.FromSeconds(1));
        await Soon.Until(() => _table[Key].State == LedgerState.Intended);

        Assert.Equal((1, 0), (_table[Key].Attempts, Stage.Script.Submit.Count));
    }

    private async Task EnqueueAsync() =>
        await _ledger.BeginAsync(Stage.Client.IntentOf(Key, StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}""")));

    private async Task FailAsync(bool isRecorded, Action<LedgerEntry>? hear = null)
    {
        _ledger.Before = entry =>
        {
            hear?.Invoke(entry);
            if (isRecorded)
            {
                Commit(entry);
            }

            _isAway = true;
            Reach();
        };
        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        _ledger.Before = _ => Reach();
    }

    // Acts as if a server had recorded the entry, but its answer had been lost.
    private bool Commit(LedgerEntry entry)
    {
        if (entry.State == LedgerState.Sending)
        {
            _table[Key] = entry with { Lease = entry.Lease with { Owner = "a", Until = _table.Now + TimeSpan.FromHours(1) } };
        }

        return entry.State == LedgerState.Sending;
    }

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
