using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Lines that jobs are sent, which a ledger of many processes could not confirm.</summary>
public sealed class UnsureLineTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    private readonly Stage _stage = new(skipsDelays: false);
    private readonly ListLog _log = new();
    private readonly SharedTable _table;
    private readonly SharedLedger _ledger;
    private volatile bool _isAway;
    private volatile int _finds;

    public UnsureLineTests()
    {
        _table = new SharedTable(_stage.Time);
        _ledger = new SharedLedger(_table, "a") { Before = _ => Reach(), Finding = _ => Find() };
        (_stage.Options.Ledger, _stage.Options.LoggerFactory) = (_ledger, _log);
        _stage.Script.Submit.Does(Steps.Accepted);
    }

    [Fact]
    public async Task A_job_that_was_put_down_as_sent_without_an_answer_is_put_down_as_not_taken_later()
    {
        await FailAsync(isPut: true);
        var during = _table[Key].State;
        _isAway = false;

        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Sending, LedgerState.Refused), (during, _table[Key].State));
        Assert.Equal(0, _stage.Script.Submit.Count);
        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
    }

    [Fact]
    public async Task A_job_of_workers_that_was_put_down_as_sent_without_an_answer_is_theirs_again_later()
    {
        using var input = JsonDocument.Parse("""{"prompt":"a cat"}""");
        await _ledger.BeginAsync(_stage.Client.IntentOf(Key, "acme/still", input.RootElement) with { IsQueued = true });
        await FailAsync(isPut: true);
        var during = _table[Key].State;
        _isAway = false;

        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Sending, LedgerState.Intended), (during, _table[Key].State));
        Assert.Equal(0, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_job_that_was_never_put_down_as_sent_stays_as_it_is_and_is_looked_at_for_some_minutes()
    {
        await FailAsync(isPut: false);
        _isAway = false;

        var pauses = new List<double>();
        for (var looks = 1; looks <= 10; looks++)
        {
            var pause = await _stage.Time.NextDelayAsync();
            pauses.Add(pause.TotalSeconds);
            _stage.Time.Advance(pause);
            await Soon.Until(() => _finds == looks);
        }

        await Soon.Until(() => _ledger.Claims.TryTake(Key) is not null);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300], pauses);
        Assert.Equal((LedgerState.Intended, 1), (_table[Key].State, _table[Key].Version));
        Assert.Null(_stage.Time.NextDue);
    }

    [Fact]
    public async Task A_line_that_a_job_is_sent_which_the_server_commits_late_is_followed_by_the_one_that_it_was_not_taken()
    {
        LedgerEntry? late = null;
        await FailAsync(isPut: false, line => late ??= line);
        _isAway = false;
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var next = await _stage.Time.NextDelayAsync();

        _table[Key] = late! with { Lease = late.Lease with { Owner = "a", Until = _table.Now + TimeSpan.FromHours(1) } };
        _stage.Time.Advance(next);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((LedgerState.Refused, 0), (_table[Key].State, _stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_later_call_with_the_key_whose_id_is_missing_is_not_taken_for_the_one_that_was_not_confirmed()
    {
        await FailAsync(isPut: false);
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
    public async Task A_job_whose_delivery_could_not_be_put_down_is_left_to_others()
    {
        using var stage = Shelf.Accepting(_ledger);
        FailAt(LedgerState.Delivered);
        _ledger.Finding = _ => throw new ModelLedgerException("The database is away.");

        await Soon.Async(stage.Still.RunAsync("a cat", Keyed));
        await Soon.Until(() => _table[Key].Lease.Owner is null);

        Assert.Equal(LedgerState.Ended, _table[Key].State);
    }

    public void Dispose() => _stage.Dispose();

    // isPut: whether the line that it is sent is there, of which nobody hears.
    private async Task FailAsync(bool isPut, Action<LedgerEntry>? hear = null)
    {
        _ledger.Before = line =>
        {
            hear?.Invoke(line);
            if (isPut && line.State == LedgerState.Sending)
            {
                _table[Key] = line with { Lease = line.Lease with { Owner = "a", Until = _table.Now + TimeSpan.FromHours(1) } };
            }

            _isAway = true;
            Reach();
        };
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        _ledger.Before = _ => Reach();
    }

    private void FailAt(LedgerState state) => _ledger.Before = line =>
    {
        if (line.State == state)
        {
            throw new ModelLedgerException("The database is away.");
        }
    };

    private void Reach()
    {
        if (_isAway)
        {
            throw new ModelLedgerException("The database is away.");
        }
    }

    private void Find()
    {
        Reach();
        Interlocked.Increment(ref _finds);
    }

    private bool Logged(string words) => _log.Lines.Any(line => line.Contains(words, StringComparison.Ordinal));
}
