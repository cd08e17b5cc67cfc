using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Tests.Ledgers;

public sealed class LateOutcomeTests : IDisposable
{
    private const string Key = "order-7";

    private static readonly RunOptions Keyed = new() { Key = Key };

    private readonly MemoryStore _store = new();
    private readonly Stage _stage = new(skipsDelays: false);
    private readonly ListLog _log = new();
    private readonly MemoryJobLedger _ledger;

    public LateOutcomeTests()
    {
        _ledger = Shelf.Open(_store);
        (_stage.Options.Ledger, _stage.Options.LoggerFactory) = (_ledger, _log);
    }

    [Fact]
    public async Task A_request_id_for_which_the_store_had_no_space_is_recorded_later_and_a_worker_may_claim_the_job()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        FillAt(LedgerState.Accepted);
        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        var full = (await _ledger.FindAsync(Key))!;
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        var pause = await _stage.Time.NextDelayAsync();
        var still = (await _ledger.FindAsync(Key))!;

        Empty();
        _stage.Client.Dispose();
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("was recorded late"));

        Assert.Equal((Steps.Id, LedgerState.Sending, LedgerState.Sending), (error.RequestId, full.State, still.State));
        Assert.EndsWith($"attach to the job with Attach(\"{Steps.Id}\").", error.Message, StringComparison.Ordinal);
        Assert.Null(_stage.Time.NextDue);
        Assert.Equal(Steps.Id, Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 2)).RequestId);
    }

    [Theory]
    [InlineData(LedgerState.Unknown)]
    [InlineData(LedgerState.Refused)]
    public async Task An_outcome_for_which_the_store_had_no_space_is_recorded_later(LedgerState outcome)
    {
        _stage.Script.Submit.Does(
            outcome == LedgerState.Unknown ? Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)) : Steps.Answer(400));
        FillAt(outcome);
        var error = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed)));
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
        _stage.Script.Submit.Does(hang.Step);
        _stage.Script.Cancel.Does(Steps.Answer(202, """{"status":"completed","outcome":"cancelled"}"""));
        FillAt(LedgerState.Accepted);
        using var stop = new CancellationTokenSource();
        var submit = _stage.Still.SubmitAsync("a cat", Keyed with { OnCancel = CancelBehavior.CancelJob }, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        hang.Answer(Steps.Accepted);

        var error = await Soon.Throws<ModelWaitCanceledException>(submit);

        Assert.Equal((Steps.Id, CancelOutcome.Canceled), (error.RequestId, error.CancelOutcome));
    }

    [Fact]
    public async Task A_late_request_id_settles_a_job_that_a_later_call_found_unknown()
    {
        _stage.Script.Submit.Does(Steps.Accepted);
        FillAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        Empty();
        await Soon.Throws<ModelSubmissionUnknownException>(_stage.Still.SubmitAsync("a cat", Keyed));

        await RecordLateAsync();

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((LedgerState.Accepted, Steps.Id, _ledger.Owner), (known.State, known.RequestId, known.Settled?.By));
        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_request_id_that_settles_an_unknown_job_does_not_take_it_from_a_worker()
    {
        var intent = Shelf.Intent(Key);
        await _ledger.BeginAsync(intent);
        var job = new JobRecord(_ledger, intent) { Time = _stage.Time };
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
        var answer = new TaskCompletionSource();
        _stage.Script.Submit.Does(Steps.Accepted, async (request, stop) =>
        {
            await answer.Task.WaitAsync(stop);
            return await Steps.Json("""{"request_id":"req-2"}""")(request, stop);
        });
        FillAt(LedgerState.Accepted);
        await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        Empty();
        await Soon.Throws<ModelSubmissionUnknownException>(_stage.Still.SubmitAsync("a cat", Keyed));
        await _ledger.SettleAsync(Key, requestId: null, "Ann");
        var other = _stage.Still.SubmitAsync("a cat", Keyed);
        await Soon.Until(() => _stage.Script.Submit.Count == 2);

        _log.Clear();
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await _ledger.BeginAsync(Shelf.Intent("order-8"));
        var isEarly = Logged("could not be recorded");
        answer.SetResult();
        await Soon.Async(other);
        await Soon.Until(() => Logged($"A step of request {Steps.Id} of {StillModel.Id} could not be recorded"));

        var known = (await _ledger.FindAsync(Key))!;
        Assert.Equal((false, LedgerState.Accepted, "req-2"), (isEarly, known.State, known.RequestId));
        Assert.Null(_stage.Time.NextDue);
    }

    [Fact]
    public async Task An_entry_that_is_recorded_later_does_not_keep_the_context_of_the_call()
    {
        var (call, seen) = (new AsyncLocal<string?>(), new List<string?>());
        _stage.Options.Ledger = new SharedLedger(new SharedTable(_stage.Time), "here")
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
        _stage.Script.Submit.Does(Steps.Accepted);
        await SubmitAsync();

        await RecordLateAsync();

        Assert.Equal(["the call", null], seen);

        async Task SubmitAsync()
        {
            call.Value = "the call";
            await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", Keyed));
        }
    }

    public void Dispose()
    {
        _stage.Dispose();
        _ledger.Dispose();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task The_attempts_end_only_if_the_ledger_itself_says_that_it_is_disposed(bool saysSo, bool isLasting)
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

        // The client must ignore the name in an ObjectDisposedException, because it may belong to an object that the ledger can open again.
        failure = isLasting
            ? new ModelLedgerException("The password is wrong.") { IsLasting = true }
            : new ObjectDisposedException(ledger.GetType().FullName);
        ledger.IsOver = saysSo;
        _stage.Time.Advance(pause);
        await Soon.Until(() => Logged("could not be recorded"));

        Assert.Equal(saysSo, _stage.Time.NextDue is null);
    }

    private void FillAt(LedgerState state) => _store.Fail(state);

    private void Empty() => _store.Before = null;

    private async Task RecordLateAsync()
    {
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await Soon.Until(() => Logged("was recorded late"));
    }

    private bool Logged(string text) => _log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
}
