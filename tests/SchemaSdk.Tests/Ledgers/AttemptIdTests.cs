using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// A call must distinguish its attempt from that of a later call in the same process, even if both began at the same moment.
/// </summary>
public sealed class AttemptIdTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    [Fact]
    public async Task The_refusal_of_an_attempt_that_the_ledger_lost_is_not_recorded_for_a_later_attempt()
    {
        var (table, isAway, finds) = (new SharedTable(_stage.Time), true, 0);
        _stage.Options.Ledger = new SharedLedger(table, "here")
        {
            Before = entry => _ = isAway || entry.State == LedgerState.Accepted ? throw new TimeoutException("No database.") : entry,
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_refusal_of_an_attempt_that_was_never_recorded_is_not_recorded_for_the_attempt_of_a_later_call(bool isInMemory)
    {
        using var memory = Shelf.Open(new MemoryStore());
        JobLedger inner = isInMemory ? memory : new SharedLedger(new SharedTable(_stage.Time), "here");
        var late = new LateRefusal(inner);
        using var log = new ListLog();
        (_stage.Options.Ledger, _stage.Options.LoggerFactory) = (late, log);
        var answer = Hang.AfterBody;
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(answer.Step);
        using var stop = new CancellationTokenSource();
        var first = _stage.Still.SubmitAsync("a cat", Keyed, stop.Token);
        await Soon.Async(late.Reached.Task);
        await stop.CancelAsync();
        await _stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
        _stage.Time.Advance(TimeSpan.FromSeconds(5));
        await Soon.Throws<ModelLedgerException>(first);
        var second = _stage.Still.SubmitAsync("a cat", Keyed);
        await answer.Reached;

        late.Go.SetResult();

        // The refusal is rejected, or recorded for the attempt that the ledger now has.
        await Soon.Until(() => late.IsRefused || log.Lines.Any(line => line.Contains("could not be recorded", StringComparison.Ordinal)));
        var meanwhile = await inner.FindAsync(Key);
        answer.Answer(Steps.Accepted);
        var job = await Soon.Async(second);

        Assert.Equal((LedgerState.Sending, 1), (meanwhile!.State, meanwhile.Attempts));
        Assert.Equal((LedgerState.Accepted, Steps.Id), ((await inner.FindAsync(Key))!.State, job.RequestId));
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    public void Dispose() => _stage.Dispose();

    // Does not record the first attempt, and records its refusal late.
    private sealed class LateRefusal(JobLedger inner) : ForwardingLedger(inner)
    {
        private int _attempts;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsRefused { get; private set; }

        public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
        {
            if (entry.State == LedgerState.Sending && _attempts++ == 0)
            {
                throw new ModelLedgerException("No disk.");
            }

            if (entry.State == LedgerState.Refused)
            {
                Reached.TrySetResult();
                await Go.Task;
            }

            await base.RecordAsync(entry, cancellationToken);
            IsRefused |= entry.State == LedgerState.Refused;
        }
    }
}
