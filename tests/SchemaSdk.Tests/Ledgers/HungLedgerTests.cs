using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that neither takes a line nor fails holds no call for ever, and costs no id.</summary>
public sealed class HungLedgerTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(3);
    private static readonly RunOptions Keyed = new() { Key = "order-7", JobTimeout = Time };

    private readonly MemoryJobLedger _inner = Shelf.Open(new MemoryStore());
    private readonly Stage _stage = Stage.Accepting(skipsDelays: false);

    public HungLedgerTests() => _stage.Script.Result.Does(Steps.Succeeded);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_of_the_caller_ends_a_call_whose_id_the_ledger_does_not_take(bool hasKey)
    {
        var ledger = Hanging(LedgerState.Accepted);
        using var stop = new CancellationTokenSource();
        var run = _stage.Still.RunAsync("a cat", hasKey ? Keyed : null, stop.Token);
        await ledger.Reached;

        await stop.CancelAsync();
        await PassAsync(Grace);
        var error = await Soon.Throws<ModelWaitCanceledException>(run);

        Assert.Equal((Steps.Id, stop.Token), (error.RequestId, error.CancellationToken));
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_the_job_ends_a_call_whose_id_the_ledger_does_not_take()
    {
        var ledger = Hanging(LedgerState.Accepted);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await Soon.Until(() => _stage.Time.NextDue == _stage.Time.GetUtcNow() + Time);
        _stage.Time.Advance(Time);
        await PassAsync(Grace);
        var error = await Soon.Throws<ModelLedgerException>(run);

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task DisposeAsync_ends_a_call_whose_id_the_ledger_does_not_take()
    {
        var ledger = Hanging(LedgerState.Accepted);
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        var disposing = _stage.Client.DisposeAsync().AsTask();
        await PassAsync(Grace);
        var error = await Soon.Throws<ModelWaitCanceledException>(run);
        await Soon.Async(disposing);

        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Fact]
    public async Task An_id_that_the_ledger_takes_in_the_last_seconds_is_no_failure_of_the_ledger()
    {
        var ledger = Hanging(LedgerState.Accepted);
        var submit = _stage.Still.SubmitAsync("a cat", Keyed);
        await ledger.Reached;

        var disposing = _stage.Client.DisposeAsync().AsTask();
        await _stage.Time.LimitAsync(Grace);
        ledger.Go();

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
        await Soon.Async(disposing);
        Assert.Equal(LedgerState.Accepted, (await _inner.FindAsync("order-7"))!.State);
    }

    [Fact]
    public async Task An_id_that_the_ledger_takes_after_the_call_leads_to_the_job_by_its_key()
    {
        var ledger = Hanging(LedgerState.Accepted);
        using var stop = new CancellationTokenSource();
        var run = _stage.Still.RunAsync("a cat", Keyed, stop.Token);
        await ledger.Reached;
        await stop.CancelAsync();
        await PassAsync(Grace);
        await Soon.Throws<ModelWaitCanceledException>(run);

        ledger.Go();
        await Soon.Until(() => _inner.FindAsync("order-7").AsTask().Result!.State == LedgerState.Accepted);

        Assert.Equal(Steps.Id, (await Soon.Async(_stage.Still.SubmitAsync("a cat", Keyed))).RequestId);
        Assert.Equal(1, _stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_unknown_outcome_is_told_although_the_ledger_does_not_take_it()
    {
        var ledger = Hanging(LedgerState.Unknown);
        _stage.Script.Submit.Forget();
        _stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));
        var run = _stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        await Soon.Until(() => _stage.Time.NextDue == _stage.Time.GetUtcNow() + Time);
        _stage.Time.Advance(Time);
        await PassAsync(Grace);

        Assert.Equal("order-7", (await Soon.Throws<ModelSubmissionUnknownException>(run)).Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_result_is_given_although_the_ledger_does_not_take_the_end(bool isDisposed)
    {
        var ledger = new HeldLedger(_inner, LedgerState.Ended);
        using var stage = Shelf.Accepting(ledger);
        var run = stage.Still.RunAsync("a cat", Keyed);
        await ledger.Reached;

        if (isDisposed)
        {
            stage.Client.Dispose();
        }

        await Soon.Until(() =>
        {
            stage.Time.Advance(isDisposed ? TimeSpan.Zero : Grace);
            return run.IsCompleted;
        });

        Assert.Equal(Steps.Id, (await Soon.Async(run)).RequestId);
    }

    public void Dispose()
    {
        _stage.Dispose();
        _inner.Dispose();
    }

    private HeldLedger Hanging(LedgerState at)
    {
        var ledger = new HeldLedger(_inner, at);
        _stage.Options.Ledger = ledger;
        return ledger;
    }

    private async Task PassAsync(TimeSpan limit)
    {
        await _stage.Time.LimitAsync(limit);
        _stage.Time.Advance(limit);
    }
}
