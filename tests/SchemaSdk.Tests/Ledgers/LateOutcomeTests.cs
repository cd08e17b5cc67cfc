using SchemaSdk.Durable.Ledgers;
using static SchemaSdk.Tests.Ledgers.Shelf;

namespace SchemaSdk.Tests.Ledgers;

public sealed class LateOutcomeTests : StageTest
{
    private readonly MemoryStore _store = new();
    private readonly ListLog _log = new();
    private readonly MemoryJobLedger _ledger;

    public LateOutcomeTests() : base(new Stage(skipsDelays: false))
    {
        _ledger = Open(_store);
        (Stage.Options.Ledger, Stage.Options.LoggerFactory) = (_ledger, _log);
    }

    [Fact]
    public async Task A_request_id_for_which_the_store_had_no_space_is_recorded_later_and_a_worker_may_claim_the_job()
    {
        Stage.Script.Submit.Does(Steps.Accepted);
        FillAt(LedgerState.Accepted);
        var error = await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        var full = (await _ledger.FindAsync(Key))!;
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        var pause = await Stage.Time.NextDelayAsync();
        var still = (await _ledger.FindAsync(Key))!;

        Empty();
        Stage.Client.Dispose();
        Stage.Time.Advance(pause);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((Steps.Id, LedgerState.Sending, LedgerState.Sending), (error.RequestId, full.State, still.State));
        Assert.EndsWith($"attach to the job with Attach(\"{Steps.Id}\").", error.Message, StringComparison.Ordinal);
        Assert.Null(Stage.Time.NextDue);
        Assert.Equal(Steps.Id, Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 2)).RequestId);
    }

    [Theory]
    [InlineData(LedgerState.Unknown)]
    [InlineData(LedgerState.Refused)]
    public async Task An_outcome_for_which_the_store_had_no_space_is_recorded_later(LedgerState outcome)
    {
        Stage.Script.Submit.Does(
            outcome == LedgerState.Unknown ? Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)) : Steps.Answer(400));
        FillAt(outcome);
        var error = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(Stage.Still.SubmitAsync("a cat", Keyed)));
        var full = (await _ledger.FindAsync(Key))!.State;

        Empty();
        await RecordLateAsync();

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((LedgerState.Sending, outcome), (full, known.State));
        Assert.IsType(outcome == LedgerState.Unknown ? typeof(ModelSubmissionUnknownException) : typeof(ModelApiException), error);
        Assert.Equal(outcome == LedgerState.Refused ? LedgerRefusal.Service : (LedgerRefusal?)null, known.Refused?.By);
    }

    [Fact]
    public async Task A_job_whose_request_id_cannot_be_recorded_is_canceled_at_the_service_if_its_submit_was_canceled()
    {
        var hang = Hang.AfterBody;
        Stage.Script.Submit.Does(hang.Step);
        Stage.Script.Cancel.Does(Steps.Answer(202, """{"status":"completed","outcome":"cancelled"}"""));
        FillAt(LedgerState.Accepted);
        var submit = Stage.Still.SubmitAsync("a cat", Keyed with { OnCancel = CancelBehavior.CancelJob }, Stage.Stop.Token);
        await hang.Reached;
        await Stage.Stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(submit);

        Assert.Equal((Steps.Id, CancelOutcome.Canceled), (error.RequestId, error.CancelOutcome));
    }

    [Fact]
    public async Task A_late_request_id_settles_a_job_that_a_later_call_found_unknown()
    {
        Stage.Script.Submit.Does(Steps.Accepted);
        FillAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        Empty();
        await Soon.Throws<ModelSubmissionUnknownException>(Stage.Still.SubmitAsync("a cat", Keyed));

        await RecordLateAsync();

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((LedgerState.Accepted, Steps.Id, _ledger.Owner), (known.State, known.RequestId, known.Settled?.By));
        Assert.Equal(Steps.Id, (await Soon.Async(Stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_request_id_that_settles_an_unknown_job_does_not_take_it_from_a_worker()
    {
        var intent = Intent(Key);
        await _ledger.BeginAsync(intent);
        var job = new JobRecord(_ledger, intent) { Time = Stage.Time };
        await job.SendingAsync(priceUsd: null);
        await _ledger.NextAsync((await _ledger.FindAsync(Key))!, LedgerState.Unknown);

        await job.OutcomeAsync(SubmitOutcome.Accepted(Steps.Id));
        var claimed = await _ledger.ClaimAsync(LedgerWork.Follow, 1);
        await job.ReleaseAsync();

        Assert.Single(claimed);
        Assert.Empty(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_late_request_id_waits_for_a_call_with_the_key_and_does_not_change_the_job_of_the_call()
    {
        var hang = Hang.BeforeBody;
        Stage.Script.Submit.Does(Steps.Accepted, hang.Step);
        FillAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        Empty();
        await Soon.Throws<ModelSubmissionUnknownException>(Stage.Still.SubmitAsync("a cat", Keyed));
        await _ledger.SettleAsync(Key, requestId: null, "Ann");
        var other = Stage.Still.SubmitAsync("a cat", Keyed);
        await Soon.Until(() => Stage.Script.Submit.Count == 2);

        _log.Clear();
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        await _ledger.BeginAsync(Intent("order-8"));
        var isEarly = Logged("could not be recorded");
        hang.Answer(Steps.AcceptedAs("req-2"));
        await Soon.Async(other);
        await Soon.Until(() => Logged($"A step of request {Steps.Id} of {StillModel.Id} could not be recorded"));

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((false, LedgerState.Accepted, "req-2"), (isEarly, known.State, known.RequestId));
        Assert.Null(Stage.Time.NextDue);
    }

    [Fact]
    public async Task An_entry_that_is_recorded_later_does_not_keep_the_context_of_the_call()
    {
        var (call, seen) = (new AsyncLocal<string?>(), new List<string?>());
        Stage.Options.Ledger = new SharedLedger(new SharedTable(Stage.Time), "here")
        {
            Before = entry =>
            {
                if (entry.State == LedgerState.Accepted)
                {
                    seen.Add(call.Value);
                    _ = seen.Count == 1 ? throw new TimeoutException("No database.") : entry;
                }
            },
        };
        Stage.Script.Submit.Does(Steps.Accepted);
        await SubmitAsync();

        await RecordLateAsync();

        Assert.Equal(["the call", null], seen);

        async Task SubmitAsync()
        {
            call.Value = "the call";
            await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task The_attempts_end_only_if_the_ledger_itself_says_that_it_is_disposed(bool saysSo, bool isLasting)
    {
        Stage.Script.Submit.Does(Steps.Accepted);
        Exception failure = new TimeoutException("No database.");
        var ledger = new SharedLedger(new SharedTable(Stage.Time), "here")
        {
            Before = entry => _ = entry.State == LedgerState.Accepted ? throw failure : entry,
        };
        Stage.Options.Ledger = ledger;
        await Soon.Throws<ModelLedgerException>(Stage.Still.SubmitAsync("a cat", Keyed));
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        var pause = await Stage.Time.NextDelayAsync();
        _log.Clear();

        // An ObjectDisposedException with the ledger's name does not prove that the ledger is disposed, so the client must ignore the name.
        failure = isLasting
            ? new ModelLedgerException("The password is wrong.") { IsLasting = true }
            : new ObjectDisposedException(ledger.GetType().FullName);
        ledger.IsOver = saysSo;
        Stage.Time.Advance(pause);
        await Soon.Until(() => Logged("could not be recorded"));

        Assert.Equal(saysSo, Stage.Time.NextDue is null);
    }

    private void FillAt(LedgerState state) => _store.Fail(state);

    private void Empty() => _store.Before = null;

    private async Task RecordLateAsync()
    {
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));
    }

    private bool Logged(string text) => _log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
}
