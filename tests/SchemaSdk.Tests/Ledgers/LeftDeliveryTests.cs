using System.Text;
using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Jobs of a ledger that a worker takes up.</summary>
public class LeftDeliveryTests
{
    private static readonly RunOptions Leaving = new() { Key = "order-7", LeavesDelivery = true };

    private readonly MemoryStore _store = new();

    private static Hang HangingStatus(Stage stage)
    {
        var status = Hang.AfterBody;
        stage.Script.Status.Forget();
        stage.Script.Status.Does(status.Step);
        return status;
    }

    [Fact]
    public async Task A_result_counts_as_delivered_once_its_caller_says_so()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);

        await Soon.Async(stage.Still.RunAsync("a cat", Leaving));

        var ended = (await ledger.FindAsync("order-7"))!;
        Assert.Equal((LedgerState.Ended, JobState.Succeeded), (ended.State, ended.End?.Outcome));
        await ledger.NextAsync(ended, LedgerState.Delivered);
    }

    [Fact]
    public async Task A_job_is_taken_up_by_what_its_ledger_says_and_its_end_is_put_down()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        await Soon.Async(stage.Still.SubmitAsync("a cat", Leaving));

        var accepted = (await ledger.FindAsync("order-7"))!;
        var result = await Soon.Async(stage.Still.Attach(accepted, Leaving).WaitAsync());
        var requests = stage.Script.Requests.Count;
        var kept = await Soon.Async(stage.Client.Attach((await ledger.FindAsync("order-7"))!, Leaving).WaitAsync());

        Assert.Equal(("order-7", requests), (result.Key, stage.Script.Requests.Count));
        Assert.Equal(result.Output.GetRawText(), kept.Output.GetRawText());
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-7"))!.State);
    }

    [Fact]
    public async Task A_job_that_a_worker_has_claimed_is_not_given_to_another_one_since_somebody_came_with_its_key()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        var keyed = Leaving with { LeavesDelivery = false };
        await Soon.Async(stage.Still.SubmitAsync("a cat", keyed));
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 1));

        await Soon.Async(stage.Still.SubmitAsync("a cat", keyed));

        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_is_for_workers_once_its_caller_does_not_wait_any_more(bool isDisposed)
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        using var stop = new CancellationTokenSource();
        var status = HangingStatus(stage);
        var run = stage.Still.RunAsync("a cat", options: null, stop.Token);
        await status.Reached;
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 1));

        await (isDisposed ? stage.Client.DisposeAsync().AsTask() : stop.CancelAsync());
        await Soon.Throws<ModelWaitCanceledException>(run);

        Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_job_that_was_begun_for_workers_goes_back_to_them_once_its_caller_does_not_wait_any_more()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        var status = HangingStatus(stage);
        await ledger.BeginAsync(stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}""")));
        var run = stage.Still.RunAsync("a cat", Leaving with { LeavesDelivery = false });
        await status.Reached;

        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 1));
        stage.Client.Dispose();
        await Soon.Throws<ModelWaitCanceledException>(run);
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_result_that_its_caller_gets_is_for_no_worker_and_one_that_cannot_be_read_is()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        stage.Script.Status.Forget();
        stage.Script.Status.Does(Steps.OfAsked(Steps.Status("completed")));

        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Accepted, Steps.AcceptedAs("req-2"));

        await Soon.Async(stage.Still.RunAsync("a cat"));
        Assert.Empty(await ledger.ClaimAsync(LedgerWork.Follow, 1));
        stage.Still.ReadThrows = new FormatException("no image");
        await Soon.Throws<ModelException>(stage.Still.RunAsync("a cat"));

        Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 1));
    }

    [Fact]
    public async Task A_job_whose_delivery_could_not_be_recorded_is_for_a_worker()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        _store.Fail(LedgerState.Delivered);

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        await Soon.Until(() => _store.Failures > 0 && _store.Find(result.Key!) is { Lease.Owner: null });
        Assert.Equal(LedgerState.Ended, Assert.Single(await ledger.ClaimAsync(LedgerWork.Follow, 1)).State);
    }

    [Fact]
    public async Task A_job_for_a_worker_that_could_not_be_submitted_in_time_waits_for_one_again()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        stage.Options.Retry.SubmitBudget = TimeSpan.Zero;
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Answer(429, "{}"), Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""));
        await ledger.BeginAsync(stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}""")));

        await Soon.Throws<ModelUnavailableException>(SubmitAsync(stage));
        var waiting = (await ledger.FindAsync("order-7"))!.State;
        await Soon.Throws<ModelApiException>(SubmitAsync(stage));

        Assert.Equal((LedgerState.Intended, LedgerState.Refused), (waiting, (await ledger.FindAsync("order-7"))!.State));
    }

    [Fact]
    public async Task The_entry_for_a_worker_is_checked_and_has_the_service()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);

        var intent = stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}"""));

        Assert.Equal((true, "RunComfy"), (intent.IsQueued, intent.Service));
        Assert.Equal("""{"prompt":"a cat"}""", Encoding.UTF8.GetString(intent.Input.Span));
        Assert.Throws<ArgumentException>(() => stage.Client.IntentOf("order-7", StillModel.Id, default));
        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public void Without_a_ledger_no_entry_is_made()
    {
        using var stage = Stage.Accepting();

        Assert.Throws<InvalidOperationException>(() => stage.Client.IntentOf("order-7", StillModel.Id, JsonElement.Parse("{}")));
        Assert.Throws<InvalidOperationException>(() => stage.Client.Attach(Shelf.Intent("order-7")));
    }

    private static Task<ModelJob<JsonElement>> SubmitAsync(Stage stage) =>
        stage.Client.SubmitAsync(StillModel.Id, JsonElement.Parse("""{"prompt":"a cat"}"""), Leaving);
}
