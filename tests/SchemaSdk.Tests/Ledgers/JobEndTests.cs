namespace SchemaSdk.Tests.Ledgers;

public sealed class JobEndTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Recording_the_end_is_retried_once()
    {
        var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        _store.Fail(LedgerState.Ended, times: 1);

        var result = await Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal(Steps.Id, result.RequestId);
        Assert.Equal(1, _store.Failures);
        await Soon.Until(() => ledger.FindAsync("order-7").AsTask().Result!.State == LedgerState.Delivered);
    }

    [Theory]
    [InlineData(typeof(ModelFailedException))]
    [InlineData(typeof(ModelCanceledException))]
    public async Task A_key_whose_job_did_not_succeed_throws_the_same_exception_after_a_restart_and_a_new_key_submits(Type thrown)
    {
        ModelException before;
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            first.Script.Status.DoesOnly(Steps.Status(thrown == typeof(ModelCanceledException) ? "cancelled" : "completed"));
            first.Script.Result.DoesOnly(Steps.Failed("\"too dark\""));
            before = await ThrowsAsync(first.Still.RunAsync("a cat", Shelf.Keyed));
        }

        using var second = Shelf.Accepting(Shelf.Open(_store.AfterCrash()));

        var after = await ThrowsAsync(second.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal((thrown, thrown), (before.GetType(), after.GetType()));
        Assert.Equal((before.Message, before.RequestId, "order-7"), (after.Message, after.RequestId, after.Key));
        Assert.Equal(0, second.Script.Submit.Count);
        second.Script.Submit.DoesOnly(Steps.AcceptedAs("req-2"));
        Assert.Equal("req-2", (await Soon.Async(second.Still.RunAsync("a cat", new() { Key = "order-7/2" }))).RequestId);
        Assert.Equal(1, second.Script.Submit.Count);
    }

    [Fact]
    public async Task A_job_that_is_attached_to_by_its_request_id_has_no_key()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed));

        var result = await Soon.Async(stage.Still.Attach(job.RequestId).WaitAsync());

        Assert.Null(result.Key);
    }

    [Fact]
    public async Task A_result_is_returned_although_the_clock_throws_when_the_recording_of_the_end_starts()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        var time = new BrokenTime(stage.Time);
        stage.Options.TimeProvider = time;
        stage.Script.Status.DoesOnly(Steps.OfAsked(Steps.Status("completed")));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed));

        // The end is known before the wait begins, so only the recording of the end starts a timeout.
        Assert.True((await Soon.Async(job.GetStatusAsync())).HasEnded);
        time.FailsToStart = static (state, _) => state is CancellationTokenSource;

        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal(Steps.Id, result.RequestId);
    }

    private static Task<ModelException> ThrowsAsync(Task run) => Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(run));
}
