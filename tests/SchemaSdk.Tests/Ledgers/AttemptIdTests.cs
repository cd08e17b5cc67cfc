using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A call knows its attempt from that of a later call in the same process, even if both were made at the same moment.</summary>
public sealed partial class AttemptIdTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    [Fact]
    public async Task The_refusal_of_an_attempt_that_the_ledger_lost_is_not_put_down_for_a_later_one()
    {
        var (table, isAway, finds) = (new SharedTable(_stage.Time), true, 0);
        _stage.Options.Ledger = new SharedLedger(table, "here")
        {
            Before = line => _ = isAway || line.State == LedgerState.Accepted ? throw new TimeoutException("The database is away.") : line,
            Finding = _ => Interlocked.Increment(ref finds),
        };
        await Soon.Throws<ModelException>(_stage.Still.SubmitAsync("a cat", Keyed));
        isAway = false;
        var accepted = await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        var (sent, before) = (table[Key], Volatile.Read(ref finds));

        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await Soon.Until(() => Volatile.Read(ref finds) > before);
        await Soon.Throws<ModelSubmissionUnknownException>(_stage.Still.SubmitAsync("a cat", Keyed));

        Assert.Equal((LedgerState.Sending, 1, Steps.Id), (sent.State, sent.Attempts, accepted.RequestId));
        Assert.Equal((LedgerState.Unknown, 1), (table[Key].State, _stage.Script.Submit.Count));
    }

    public void Dispose() => _stage.Dispose();
}
