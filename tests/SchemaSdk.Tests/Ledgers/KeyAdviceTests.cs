using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Exceptions about a job of a ledger say what to do by its key, and not beside its ledger.</summary>
public class KeyAdviceTests
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly MemoryStore _store = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submit_of_unknown_outcome_is_to_be_settled_if_its_caller_gave_the_key(bool hasKey)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Answer(502));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", hasKey ? Keyed : null));

        Assert.EndsWith(
            hasKey
                ? ", and record the outcome of the job \"order-7\" with 'schemasdk jobs settle' or JobLedger.SettleAsync."
                : " before you run it again.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_wait_that_ended_goes_on_by_the_key_if_its_caller_gave_it(bool hasKey, bool isTakenUp)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        using var stop = new CancellationTokenSource();
        if (isTakenUp)
        {
            await Soon.Async(stage.Still.SubmitAsync("a cat", Keyed));
        }

        var stopping = new Reports<JobStatus>(_ => stop.Cancel());
        var error = await Soon.Throws<ModelWaitCanceledException>(
            stage.Still.RunAsync("a cat", (hasKey ? Keyed : new()) with { Progress = stopping }, stop.Token));

        Assert.Contains(Steps.Id, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            hasKey ? "; make the same call again with the key \"order-7\"." : $"; resume it with Attach(\"{Steps.Id}\").",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_failed_is_tried_again_with_a_new_key_if_its_caller_gave_it_one(bool hasKey)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Result.Forget();
        stage.Script.Result.Does(Steps.Failed("\"no\""));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat", hasKey ? Keyed : null));

        Assert.Contains(Steps.Id, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            hasKey
                ? "The key \"order-7\" always gives this outcome; a new key starts and pays for another job."
                : $"Attach(\"{Steps.Id}\") reads its result again.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_not_in_the_ledger_is_attached_to()
    {
        var failing = new FailingLedger(LedgerState.Accepted);
        using var stage = Shelf.Accepting(failing);

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.EndsWith($"resume it with Attach(\"{Steps.Id}\").", error.Message, StringComparison.Ordinal);
    }
}
