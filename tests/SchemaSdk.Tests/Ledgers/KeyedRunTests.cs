using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>One key, one job: over restarts too.</summary>
public class KeyedRunTests
{
    // The clock moves past every pause of those who wait: its end may not be near.
    private static readonly RunOptions Keyed = new() { Key = "order-7", JobTimeout = TimeSpan.FromDays(20) };

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_key_whose_result_is_kept_gives_it_without_a_request()
    {
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            await Soon.Async(first.Still.RunAsync("a cat", Keyed));
        }

        await using var ledger = Shelf.Open(_store.AfterCrash());
        using var second = new Stage();
        second.Options.Ledger = ledger;

        var result = await Soon.Async(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal("https://files.runcomfy.net/a.png", result.Output.GetProperty("image").GetString());
        Assert.Equal((Steps.Id, 0), (result.RequestId, second.Script.Requests.Count));
        await Soon.Until(() => ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
    }

    [Fact]
    public async Task A_key_whose_job_runs_is_attached_to_after_a_restart()
    {
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            await Soon.Async(first.Still.SubmitAsync("a cat", Keyed));
        }

        using var second = Shelf.Accepting(Shelf.Open(_store.AfterCrash()));

        var result = await Soon.Async(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, 0), (result.RequestId, second.Script.Submit.Count));
    }

    [Fact]
    public async Task A_submit_that_was_cut_off_by_the_end_of_the_process_is_never_made_again()
    {
        MemoryStore? found = null;
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            first.Script.Submit.Forget();
            first.Script.Submit.Does((_, _) =>
            {
                found = _store.AfterCrash();
                throw new HttpRequestException(HttpRequestError.ConnectionError, "nobody is there");
            });
            first.Options.Retry.SubmitBudget = TimeSpan.Zero;
            await Soon.Throws<ModelUnavailableException>(first.Still.RunAsync("a cat", Keyed));
        }

        using var second = Shelf.Accepting(Shelf.Open(found!));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal(("order-7", 0), (error.Key, second.Script.Requests.Count));
        Assert.EndsWith("with 'schemasdk jobs settle' or JobLedger.SettleAsync.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_is_in_the_ledger_before_the_caller_has_it()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));

        await using var after = Shelf.Open(_store.AfterCrash());
        var known = await after.FindAsync("order-7");
        Assert.Equal((LedgerState.Accepted, job.RequestId), (known!.State, known.RequestId));
    }

    [Fact]
    public async Task Another_input_under_the_same_key_is_refused_and_the_same_in_another_form_is_not()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        await Soon.Async(stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{"a":1,"b":[2]}"""), Keyed));

        var error = await Soon.Throws<ModelLedgerException>(
            stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{"a":1,"b":[3]}"""), Keyed));
        await Soon.Async(stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{ "b" : [ 2 ], "a" : 1 }"""), Keyed));

        Assert.Equal(("order-7", 1), (error.Key, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Many_who_come_with_one_key_at_once_share_one_job()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        var results = await Soon.Async(Task.WhenAll(Enumerable.Range(0, 50).Select(_ => stage.Still.RunAsync("a cat", Keyed))));

        Assert.Equal(1, stage.Script.Submit.Count);
        Assert.All(results, result => Assert.Equal(Steps.Id, result.RequestId));
    }

    [Fact]
    public async Task A_key_whose_job_was_refused_may_be_submitted_again()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Answer(422, """{"error_code":422001,"error_message":"no"}"""), Steps.Accepted);

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat", Keyed));
        var result = await Soon.Async(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(("order-7", Steps.Id, 2), (error.Key, result.RequestId, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_submit_without_an_answer_is_unknown_to_everybody_who_comes_with_its_key()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));

        var first = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", Keyed));
        var second = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(("order-7", "order-7", 1), (first.Key, second.Key, stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Intended, false)]
    [InlineData(LedgerState.Intended, true)]
    [InlineData(LedgerState.Sending, false)]
    [InlineData(LedgerState.Sending, true)]
    public async Task Where_a_line_may_not_be_recorded_nothing_is_sent(LedgerState line, bool isTaken)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        _store.Fail(line, isTaken: isTaken);

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((null, StillModel.Id, "order-7", 0), (error.RequestId, error.ModelId, error.Key, stage.Script.Requests.Count));
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_store_is_full_after_the_submit_the_error_has_the_id()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        _store.Fail(LedgerState.Accepted);

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
    }

    [Fact]
    public async Task A_key_is_unknown_as_long_as_its_id_cannot_be_recorded()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        _store.Before = line => _ = line.State != LedgerState.Accepted ? line : throw new ModelLedgerException("No space left on device.");
        await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Whatever_a_ledger_of_the_application_throws_the_id_is_told()
    {
        using var stage = Shelf.Accepting(new FailingLedger(LedgerState.Accepted));

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.Equal(Steps.Id, error.RequestId);
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task What_came_of_a_submit_is_told_although_it_cannot_be_put_down()
    {
        using var stage = Shelf.Accepting(new FailingLedger(LedgerState.Unknown));
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)));

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", Keyed));
    }

    [Fact]
    public async Task One_key_is_not_given_to_many_runs()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        Assert.Throws<ArgumentException>(() => { stage.Still.RunManyAsync(["a cat"], options: Keyed); });
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_run_without_a_key_of_its_own_gets_one()
    {
        await using var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Accepted, Steps.AcceptedAs("req-2"));

        await Soon.Async(Task.WhenAll(stage.Still.RunAsync("a cat"), stage.Still.RunAsync("a cat")));

        Assert.Equal(2, (await ledger.AllAsync()).Select(entry => entry.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task What_cannot_be_a_key_is_refused(string key)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        await Soon.Throws<ArgumentException>(stage.Still.RunAsync("a cat", new RunOptions { Key = key }));

        Assert.Empty(stage.Script.Requests);
    }
}
