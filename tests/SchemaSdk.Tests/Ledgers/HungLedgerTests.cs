namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that hangs must not block any call forever, and no request id may be lost.</summary>
public sealed class HungLedgerTests : StageTest
{
    // How long a call waits for the ledger after a cancellation, a timeout or the disposal of the client.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private static readonly RunOptions Keyed = new() { Key = "order-7", JobTimeout = Timeout };

    private readonly MemoryJobLedger _inner = Shelf.Open(new MemoryStore());

    public HungLedgerTests() : base(Stage.Accepting(skipsDelays: false)) => Stage.Script.Result.Does(Steps.Succeeded);

    [Theory]
    [InlineData(LedgerState.Intended, true, typeof(OperationCanceledException))]
    [InlineData(LedgerState.Intended, false, typeof(OperationCanceledException))]
    [InlineData(LedgerState.Accepted, true, typeof(ModelWaitCanceledException))]
    [InlineData(LedgerState.Accepted, false, typeof(ModelWaitCanceledException))]
    public async Task Cancellation_ends_a_call_whose_ledger_hangs(LedgerState at, bool hasKey, Type thrown)
    {
        var ledger = HangsAt(at);
        var run = Stage.Still.RunAsync("a cat", hasKey ? Keyed : null, Stage.Stop.Token);
        await ledger.Reached;

        await Stage.Stop.CancelAsync();

        // A call without a key records its first entry together with the second, so the grace period applies to both.
        await (hasKey ? PassGraceAsync(at) : PassAsync(Grace));
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.Async(run));

        Assert.Equal((thrown, Stage.Stop.Token), (error.GetType(), error.CancellationToken));
        Assert.Equal(at == LedgerState.Intended ? 0 : 1, Stage.Script.Submit.Count);
        if (error is ModelWaitCanceledException accepted)
        {
            Assert.Equal(Steps.Id, accepted.RequestId);
            Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
            ledger.Go();
            await Soon.Until(async () => Assert.Single(await _inner.AllAsync()).State == LedgerState.Accepted);
        }
    }

    [Theory]
    [InlineData(LedgerState.Intended, null,
        "Nothing was submitted to acme/still: the JobTimeout of 180 s expired while the call waited for the ledger or for another "
        + "call with the same key.")]
    [InlineData(LedgerState.Sending, null, "could not be recorded in the ledger: The ledger did not answer within the JobTimeout.")]
    [InlineData(LedgerState.Accepted, Steps.Id, Steps.Id)]
    public async Task The_job_timeout_ends_a_call_whose_ledger_hangs(LedgerState at, string? id, string message)
    {
        var ledger = HangsAt(at);
        var run = Stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await PassTimeoutAsync();
        await PassGraceAsync(at);
        var error = await Soon.Throws<ModelLedgerException>(run);

        Assert.Equal((id, "order-7", StillModel.Id), (error.RequestId, error.Key, error.ModelId));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.IsType(at == LedgerState.Sending ? typeof(ModelLedgerException) : typeof(TimeoutException), error.InnerException);
        Assert.Equal(id is null ? 0 : 1, Stage.Script.Submit.Count);
        ledger.Go();
        await Soon.Until(async () =>
            (await _inner.FindAsync("order-7"))?.State == (id is null ? LedgerState.Refused : LedgerState.Accepted));
    }

    [Theory]
    [InlineData(LedgerState.Intended, typeof(ObjectDisposedException))]
    [InlineData(LedgerState.Accepted, typeof(ModelWaitCanceledException))]
    public async Task DisposeAsync_ends_a_call_whose_ledger_hangs(LedgerState at, Type thrown)
    {
        var ledger = HangsAt(at);
        var run = Stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        var disposing = Stage.Client.DisposeAsync().AsTask();
        await PassGraceAsync(at);
        var error = await Record.ExceptionAsync(() => Soon.Async(run));

        Assert.IsType(thrown, error);
        Assert.Equal(at == LedgerState.Accepted ? Steps.Id : null, (error as ModelWaitCanceledException)?.RequestId);
        await Soon.Async(disposing);
    }

    [Fact]
    public async Task A_call_that_waits_for_a_key_whose_ledger_hangs_ends_at_its_own_timeout()
    {
        var ledger = HangsAt(LedgerState.Intended);
        var first = Stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;
        var second = Stage.Still.RunAsync("a cat", Keyed with { JobTimeout = Grace });

        await PassAsync(Grace);
        await Soon.Throws<ModelLedgerException>(second);

        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task The_sending_entry_gets_only_the_time_that_remains_after_the_first_entry()
    {
        var sending = new HeldLedger(_inner, LedgerState.Sending);
        var first = new HeldLedger(sending, LedgerState.Intended);
        Stage.Options.Ledger = first;
        var run = Stage.Still.RunAsync("a cat", Keyed);
        await first.Reached;
        await Stage.Time.LimitAsync(Timeout);
        Stage.Time.Advance(TimeSpan.FromMinutes(2));
        first.Go();
        await sending.Reached;

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(Grace);

        Assert.Null((await Soon.Throws<ModelLedgerException>(run)).RequestId);
        Assert.Equal(0, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task The_time_that_a_submit_waits_for_its_turn_does_not_count_against_its_entries()
    {
        var ledger = HangsAt(LedgerState.Sending);
        Stage.Options.MaxRequestsInFlight = 1;
        var poll = Hang.BeforeBody;
        Stage.Script.Status.Does(poll.Step);
        var polling = Stage.Still.Attach(Steps.Id).GetStatusAsync();
        await poll.Reached;
        var submitting = Stage.Still.SubmitAsync("a cat", Keyed with { JobTimeout = TimeSpan.FromSeconds(6) });
        await Soon.Until(async () => await _inner.FindAsync("order-7") is not null);

        // The call stops its six-second timer once it knows that its first entry is recorded.
        await Soon.Until(() => Stage.Time.NextDue != Stage.Time.GetUtcNow() + TimeSpan.FromSeconds(6));

        Stage.Time.Advance(TimeSpan.FromSeconds(6));
        poll.Answer(Steps.Status("in_progress"));
        await Soon.Async(polling);
        await ledger.Reached;
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(submitting)).RequestId);
    }

    [Fact]
    public async Task A_request_id_that_is_recorded_during_disposal_is_not_a_failure()
    {
        var ledger = HangsAt(LedgerState.Accepted);
        var submit = Stage.Still.SubmitAsync("a cat", Keyed);
        await ledger.Reached;

        var disposing = Stage.Client.DisposeAsync().AsTask();
        await Stage.Time.LimitAsync(Grace);
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        await Soon.Async(disposing);
        Assert.Equal(LedgerState.Accepted, (await _inner.FindAsync("order-7"))!.State);
    }

    [Fact]
    public async Task An_unknown_outcome_is_reported_although_the_ledger_hangs()
    {
        var ledger = HangsAt(LedgerState.Unknown);
        Stage.Script.Submit.DoesOnly(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));
        var run = Stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await PassTimeoutAsync();
        await PassAsync(Grace);

        Assert.Equal("order-7", (await Soon.Throws<ModelSubmissionUnknownException>(run)).Key);
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("disposed")]
    [InlineData("timed out")]
    public async Task A_wait_returns_its_result_although_the_ledger_hangs_and_the_end_is_recorded_later(string how)
    {
        var ledger = new HeldLedger(_inner, LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        var run = stage.Still.RunAsync("a cat", Keyed, stage.Stop.Token);
        await ledger.Reached;

        if (how == "disposed")
        {
            stage.Client.Dispose();
        }
        else if (how == "canceled")
        {
            await stage.Stop.CancelAsync();
        }

        await Soon.Until(() =>
        {
            stage.Time.Advance(how == "timed out" ? Grace : TimeSpan.Zero);
            return run.IsCompleted;
        });
        var before = (await _inner.FindAsync("order-7"))!.State;
        ledger.Go();

        Assert.Equal((Steps.Id, LedgerState.Accepted), ((await Soon.Async(run)).RequestId, before));
        await Soon.Until(async () => (await _inner.FindAsync("order-7"))!.State == LedgerState.Delivered);
    }

    private HeldLedger HangsAt(LedgerState at)
    {
        var ledger = new HeldLedger(_inner, at);
        Stage.Options.Ledger = ledger;
        return ledger;
    }

    private async Task PassAsync(TimeSpan limit)
    {
        await Stage.Time.LimitAsync(limit);
        Stage.Time.Advance(limit);
    }

    private async Task PassTimeoutAsync()
    {
        await Soon.Until(() => Stage.Time.NextDue == Stage.Time.GetUtcNow() + Timeout);
        Stage.Time.Advance(Timeout);
    }

    // If the recording of a call's first entry hangs, the call ends without a grace period.
    private Task PassGraceAsync(LedgerState at) => at == LedgerState.Intended ? Task.CompletedTask : PassAsync(Grace);
}
