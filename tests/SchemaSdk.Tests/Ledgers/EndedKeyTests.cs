using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A key whose job has ended without a result has ended, too.</summary>
public class EndedKeyTests
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };
    private static readonly RunOptions Anew = new() { Key = "order-7/2" };

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_key_whose_job_failed_gives_the_same_exception_after_a_restart_and_a_new_key_submits()
    {
        ModelFailedException before;
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            first.Script.Result.Forget();
            first.Script.Result.Does(Steps.Failed("\"too dark\""));
            before = await Soon.Throws<ModelFailedException>(first.Still.RunAsync("a cat", Keyed));
        }

        using var second = Shelf.Accepting(Shelf.Open(_store.AfterCrash()));

        var after = await Soon.Throws<ModelFailedException>(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal((before.Message, before.RequestId, "order-7"), (after.Message, after.RequestId, after.Key));
        Assert.Equal(0, second.Script.Submit.Count);
        second.Script.Submit.Forget();
        second.Script.Submit.Does(Steps.AcceptedAs("req-2"));
        Assert.Equal("req-2", (await Soon.Async(second.Still.RunAsync("a cat", Anew))).RequestId);
        Assert.Equal(1, second.Script.Submit.Count);
    }

    [Fact]
    public async Task A_key_whose_job_was_cancelled_gives_the_same_exception_after_a_restart_and_a_new_key_submits()
    {
        ModelCanceledException before;
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            first.Script.Status.Forget();
            first.Script.Status.Does(Steps.Status("cancelled"));
            before = await Soon.Throws<ModelCanceledException>(first.Still.RunAsync("a cat", Keyed));
        }

        using var second = Shelf.Accepting(Shelf.Open(_store.AfterCrash()));

        var after = await Soon.Throws<ModelCanceledException>(second.Still.RunAsync("a cat", Keyed));

        Assert.Equal((before.Message, before.RequestId, "order-7"), (after.Message, after.RequestId, after.Key));
        Assert.Equal(0, second.Script.Submit.Count);
        second.Script.Submit.Forget();
        second.Script.Submit.Does(Steps.AcceptedAs("req-2"));
        Assert.Equal("req-2", (await Soon.Async(second.Still.RunAsync("a cat", Anew))).RequestId);
        Assert.Equal(1, second.Script.Submit.Count);
    }

    [Fact]
    public async Task A_job_that_is_attached_to_by_its_id_has_no_key()
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));

        var result = await Soon.Async(stage.Still.Attach(job.RequestId).WaitAsync());

        Assert.Null(result.Key);
    }
}
