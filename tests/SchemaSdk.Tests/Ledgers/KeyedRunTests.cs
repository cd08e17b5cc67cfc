namespace SchemaSdk.Tests.Ledgers;

/// <summary>Each key must belong to one job, even after a restart.</summary>
public class KeyedRunTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_submit_that_a_crash_interrupted_is_never_repeated()
    {
        MemoryStore? found = null;
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            first.Script.Submit.DoesOnly(
                Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)).After(_ => found = _store.AfterCrash()));
            first.Options.Retry.SubmitBudget = TimeSpan.Zero;
            await Soon.Throws<ModelUnavailableException>(first.Still.RunAsync("a cat", Shelf.Patient));
        }

        using var second = Shelf.Accepting(Shelf.Open(found!));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(second.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal(("order-7", 0), (error.Key, second.Script.Requests.Count));
        Assert.EndsWith("with 'schemasdk jobs settle' or JobLedger.SettleAsync.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_input_under_the_same_key_is_refused_and_the_same_JSON_in_another_form_is_not()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        await Soon.Async(stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{"a":1,"b":[2]}"""), Shelf.Patient));

        var error = await Soon.Throws<ModelLedgerException>(
            stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{"a":1,"b":[3]}"""), Shelf.Patient));
        await Soon.Async(stage.Client.RunAsync(StillModel.Id, JsonElement.Parse("""{ "b" : [ 2 ], "a" : 1 }"""), Shelf.Patient));

        Assert.Equal(("order-7", 1), (error.Key, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task The_key_of_another_customer_is_refused()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Patient with { Customer = "ada" }));

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.SubmitAsync("a cat", Shelf.Patient with { Customer = "bob" }));

        Assert.True(error.IsKeyTaken);
        Assert.Contains("it is for another customer", error.Message, StringComparison.Ordinal);
        Assert.Equal(("ada", 1), ((await Shelf.Open(_store).FindAsync("order-7"))!.Customer, stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(LedgerState.Intended, false)]
    [InlineData(LedgerState.Intended, true)]
    [InlineData(LedgerState.Sending, false)]
    [InlineData(LedgerState.Sending, true)]
    public async Task Nothing_is_sent_if_recording_an_entry_before_the_submit_fails(LedgerState state, bool isRecorded)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        _store.Fail(state, isTaken: isRecorded);

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Shelf.Patient));

        Assert.Equal((null, StillModel.Id, "order-7", 0), (error.RequestId, error.ModelId, error.Key, stage.Script.Requests.Count));
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_is_not_accepted_for_many_runs()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        Assert.Throws<ArgumentException>(() => { stage.Still.RunManyAsync(["a cat"], options: Shelf.Patient); });
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task Text_that_cannot_be_a_key_is_rejected(string key)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));

        await Soon.Throws<ArgumentException>(stage.Still.RunAsync("a cat", new RunOptions { Key = key }));

        Assert.Empty(stage.Script.Requests);
    }
}
