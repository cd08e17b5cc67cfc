namespace SchemaSdk.Tests.Ledgers;

public sealed class LeftDeliveryTests : IDisposable
{
    private static readonly RunOptions Leaving = Shelf.Keyed with { LeavesDelivery = true };
    private static readonly JsonElement Input = JsonElement.Parse("""{"prompt":"a cat"}""");

    private readonly MemoryJobLedger _ledger = Shelf.Open(new MemoryStore());
    private readonly Stage _stage;

    public LeftDeliveryTests() => _stage = Shelf.Accepting(_ledger);

    [Fact]
    public async Task A_job_is_resumed_from_its_entry_and_its_end_is_recorded()
    {
        await Soon.Async(_stage.Still.SubmitAsync("a cat", Leaving));

        var accepted = (await _ledger.FindAsync("order-7"))!;
        var result = await Soon.Async(_stage.Still.Attach(accepted, Leaving).WaitAsync());
        var requests = _stage.Script.Requests.Count;
        var kept = await Soon.Async(_stage.Client.Attach((await _ledger.FindAsync("order-7"))!, Leaving).WaitAsync());

        Assert.Equal(("order-7", requests), (result.Key, _stage.Script.Requests.Count));
        Assert.Equal(result.Output.GetRawText(), kept.Output.GetRawText());
        Assert.Equal(LedgerState.Ended, (await _ledger.FindAsync("order-7"))!.State);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_worker_may_claim_a_job_once_its_caller_stops_waiting(bool isEnqueued, bool isDisposed)
    {
        var status = Hang.AfterBody;
        _stage.Script.Status.DoesOnly(status.Step);
        if (isEnqueued)
        {
            await _ledger.BeginAsync(_stage.Client.IntentOf("order-7", StillModel.Id, Input));
        }

        var run = _stage.Still.RunAsync("a cat", isEnqueued ? Shelf.Keyed : null, _stage.Stop.Token);
        await status.Reached;
        Assert.Empty(await _ledger.ClaimAsync(LedgerWork.Follow, 1));

        await (isDisposed ? _stage.Client.DisposeAsync().AsTask() : _stage.Stop.CancelAsync());
        await Soon.Throws<ModelWaitCanceledException>(run);

        Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_worker_may_claim_an_ended_job_only_if_its_caller_could_not_read_the_result()
    {
        _stage.Script.Status.DoesOnly(Steps.OfAsked(Steps.Status("completed")));

        _stage.Script.Submit.DoesOnly(Steps.Accepted, Steps.AcceptedAs("req-2"));

        await Soon.Async(_stage.Still.RunAsync("a cat"));
        Assert.Empty(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
        _stage.Still.ReadThrows = new FormatException("no image");
        await Soon.Throws<ModelException>(_stage.Still.RunAsync("a cat"));

        Assert.Single(await _ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task An_enqueued_job_that_could_not_be_submitted_in_time_waits_for_a_worker_again()
    {
        _stage.Options.Retry.SubmitBudget = TimeSpan.Zero;
        _stage.Script.Submit.DoesOnly(Steps.Answer(429, "{}"), Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""));
        await _ledger.BeginAsync(_stage.Client.IntentOf("order-7", StillModel.Id, Input));

        await Soon.Throws<ModelUnavailableException>(SubmitAsync());
        var waiting = (await _ledger.FindAsync("order-7"))!.State;
        await Soon.Throws<ModelApiException>(SubmitAsync());

        Assert.Equal((LedgerState.Intended, LedgerState.Refused), (waiting, (await _ledger.FindAsync("order-7"))!.State));
    }

    [Fact]
    public async Task The_entry_for_a_worker_has_the_service_and_needs_an_input()
    {
        var intent = _stage.Client.IntentOf("order-7", StillModel.Id, Input);

        Assert.Equal((true, "RunComfy"), (intent.IsQueued, intent.Service));
        Assert.Equal("""{"prompt":"a cat"}""", Encoding.UTF8.GetString(intent.Input.Span));
        Assert.Throws<ArgumentException>(() => _stage.Client.IntentOf("order-7", StillModel.Id, default));
        Assert.Empty(_stage.Script.Requests);
    }

    [Fact]
    public void A_job_that_has_not_been_accepted_yet_cannot_be_attached_to()
    {
        var intent = _stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("{}"));

        var error = Assert.Throws<ModelLedgerException>(() => _stage.Client.Attach(intent));

        Assert.Contains("The job gets one when the service accepts it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_without_a_ledger_makes_no_entry()
    {
        using var stage = Stage.Accepting();

        Assert.Throws<InvalidOperationException>(() => stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("{}")));
        Assert.Throws<InvalidOperationException>(() => stage.Client.Attach(Shelf.Intent("order-7")));
    }

    public void Dispose()
    {
        _stage.Dispose();
        _ledger.Dispose();
    }

    private Task<ModelJob<JsonElement>> SubmitAsync() =>
        _stage.Client.SubmitAsync(StillModel.Id, Input, Leaving);
}
