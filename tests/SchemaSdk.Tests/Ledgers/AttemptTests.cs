using SchemaSdk.Durable.Ledgers;
using static SchemaSdk.Tests.Ledgers.Shelf;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// A call must distinguish its attempt from those of later calls and of other processes, even if two attempts began at the same moment.
/// </summary>
public sealed class AttemptTests : StageTest
{
    private readonly SharedTable _table;

    public AttemptTests() : base(Stage.Accepting(skipsDelays: false)) => _table = new SharedTable(Stage.Time);

    [Fact]
    public async Task The_refusal_of_an_attempt_that_the_ledger_lost_is_not_recorded_for_a_later_attempt()
    {
        var (isAway, finds) = (true, 0);
        Stage.Options.Ledger = new SharedLedger(_table, "here")
        {
            Before = entry => _ = isAway || entry.State == LedgerState.Accepted ? throw new TimeoutException("No database.") : entry,
            Finding = _ => Interlocked.Increment(ref finds),
        };
        await Soon.Throws<ModelException>(Stage.Still.SubmitAsync("a cat", Keyed));
        isAway = false;
        var accepted = await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        var (sent, before) = (_table[Key], Volatile.Read(ref finds));

        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        await Soon.Until(() => Volatile.Read(ref finds) > before);
        await Soon.Throws<ModelSubmissionUnknownException>(Stage.Still.SubmitAsync("a cat", Keyed));

        Assert.Equal((LedgerState.Sending, 1, Steps.Id), (sent.State, sent.Attempts, accepted.RequestId));
        Assert.Equal((LedgerState.Unknown, 1), (_table[Key].State, Stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_late_refusal_of_an_attempt_that_was_never_recorded_is_not_recorded_for_the_attempt_of_a_later_call()
    {
        using var inner = Open(new MemoryStore());
        var late = new LateRefusal(inner);
        using var log = new ListLog();
        (Stage.Options.Ledger, Stage.Options.LoggerFactory) = (late, log);
        var answer = Hang.AfterBody;
        Stage.Script.Submit.DoesOnly(answer.Step);
        var first = Stage.Still.SubmitAsync("a cat", Keyed, Stage.Stop.Token);
        await Soon.Async(late.Reached.Task);
        await Stage.Stop.CancelAsync();
        await Stage.Time.LimitAsync(TimeSpan.FromSeconds(5));
        Stage.Time.Advance(TimeSpan.FromSeconds(5));
        await Soon.Throws<ModelLedgerException>(first);
        var second = Stage.Still.SubmitAsync("a cat", Keyed);
        await answer.Reached;

        late.Go.SetResult();

        // Waits until the ledger has rejected the late entry or, wrongly, recorded it for the second attempt.
        await Soon.Until(() => late.IsRefused || log.Lines.Any(line => line.Contains("could not be recorded", StringComparison.Ordinal)));
        var meanwhile = await inner.FindAsync(Key);
        answer.Answer(Steps.Accepted);
        var job = await Soon.Async(second);

        Assert.Equal((LedgerState.Sending, 1), (meanwhile!.State, meanwhile.Attempts));
        Assert.Equal((LedgerState.Accepted, Steps.Id), ((await inner.FindAsync(Key))!.State, job.RequestId));
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_attempt_of_another_process_stays_while_this_process_is_still_recording_its_own()
    {
        var ledger = new HeldLedger(new SharedLedger(_table, "here"));
        var intent = ledger.IntentOf(Key, StillModel.Id, """{"prompt":"a cat"}"""u8.ToArray());
        await ledger.BeginAsync(intent);
        var job = new JobRecord(ledger, intent) { Time = Stage.Time };

        var sending = job.SendingAsync(priceUsd: null);
        var left = job.OutcomeAsync(SubmitOutcome.NotAccepted(new ModelUnavailableException("Not now.")));
        _table[Key] = intent.Next(LedgerFact.Sending(Guid.NewGuid()), intent.ChangedAt);
        ledger.Go();

        Assert.True((await Soon.Throws<ModelLedgerException>(sending)).IsConflict);
        await Soon.Async(left);
        Assert.Equal(LedgerState.Sending, _table[Key].State);
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_recorded_immediately_is_neither_a_conflict_nor_unknown()
    {
        Stage.Time.SkipsDelays = true;
        Stage.Options.Ledger = new SharedLedger(_table, "here")
        {
            Before = entry => _ = entry.State == LedgerState.Intended ? throw new ModelLedgerException("No space left on device.") : entry,
        };
        Stage.Script.Submit.DoesOnly(Steps.Answer(429, "{}"));

        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((false, null, Key), (error.IsConflict, error.RequestId, error.Key));
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Refused, 1), (_table[Key].State, Stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_with_the_request_id_of_another_is_unknown_unless_another_process_began_a_later_attempt(bool isLater)
    {
        var ledger = new SharedLedger(_table, "a");
        ledger.Before = entry =>
        {
            if (isLater && entry is { Key: Key, State: LedgerState.Unknown })
            {
                ledger.Before = null;
                _table.Change(Key, last => last with
                {
                    Lease = last.Lease with { Owner = "b" },
                    Attempt = last.Attempt! with { Number = 2 },
                });
            }

            // Behaves like PostgreSQL's unique index of request ids, which does not include unknown jobs.
            _ = entry.State == LedgerState.Accepted && _table.Values.Any(job => job.RequestId == entry.RequestId && job.Key != entry.Key)
                ? throw new ModelLedgerException("Another job has the id.") : entry;
        };
        Stage.Options.Ledger = ledger;
        await Soon.Async(Stage.Still.SubmitAsync("a cat", new() { Key = "order-6" }));

        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, Key), (error.RequestId, error.Key));
        Assert.Equal(isLater ? (LedgerState.Sending, 2) : (LedgerState.Unknown, 1), (_table[Key].State, _table[Key].Attempts));
        if (!isLater)
        {
            Assert.Contains("which belongs to another job in the ledger", error.Message, StringComparison.Ordinal);
            Assert.Equal((Steps.Id, LedgerState.Accepted), (_table[Key].RequestId, _table["order-6"].State));
            Assert.Null(Stage.Time.NextDue);
        }
    }

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
