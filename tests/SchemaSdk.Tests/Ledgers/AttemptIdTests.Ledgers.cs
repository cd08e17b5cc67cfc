using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <content>The same in each kind of ledger, with a line that is late.</content>
public sealed partial class AttemptIdTests
{
    public static TheoryData<string> Ledgers => ["in memory", "in a table"];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public async Task A_late_refusal_of_an_attempt_that_was_never_recorded_is_not_recorded_for_the_one_of_a_later_call(string kind)
    {
        using var memory = Shelf.Open(new MemoryStore());
        JobLedger inner = kind == "in memory" ? memory : new SharedLedger(new SharedTable(_stage.Time), "here");
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

        // It fails, or is recorded for the attempt that the ledger has by now.
        await Soon.Until(() => late.IsRefused || log.Lines.Any(line => line.Contains("could not be recorded", StringComparison.Ordinal)));
        var meanwhile = await inner.FindAsync(Key);
        answer.Answer(Steps.Accepted);
        var job = await Soon.Async(second);

        Assert.Equal((LedgerState.Sending, 1), (meanwhile!.State, meanwhile.Attempts));
        Assert.Equal((LedgerState.Accepted, Steps.Id), ((await inner.FindAsync(Key))!.State, job.RequestId));
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    // Takes no first attempt, and its refusal late.
    private sealed class LateRefusal(JobLedger ledger) : JobLedger(ledger.Options)
    {
        private int _attempts;
        public override string Owner => ledger.Owner;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True once it has taken a refusal.</summary>
        public bool IsRefused { get; private set; }

        public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
            ledger.FindAsync(key, cancellationToken);

        public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
            ledger.BeginAsync(intent, cancellationToken);

        public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
        {
            if (entry.State == LedgerState.Sending && _attempts++ == 0)
            {
                throw new ModelLedgerException("The disk is away.");
            }

            if (entry.State == LedgerState.Refused)
            {
                Reached.TrySetResult();
                await Go.Task;
            }

            await ledger.RecordAsync(entry, cancellationToken);
            IsRefused |= entry.State == LedgerState.Refused;
        }

        public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
            LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
            ledger.ClaimAsync(work, count, except, cancellationToken);

        public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
            ledger.ReleaseAsync(keys, cancellationToken);

        public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
            ledger.ListAsync(cancellationToken);
    }
}
