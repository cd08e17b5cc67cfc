using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>An exception about a job in a ledger says what to do with the key if the caller gave one.</summary>
public class KeyAdviceTests
{
    private static readonly RunOptions Keyed = new() { Key = "order-7" };

    private readonly MemoryStore _store = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_error_for_an_unknown_submit_says_to_settle_it_if_the_caller_gave_the_key(bool hasKey)
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
    public async Task The_error_for_a_canceled_wait_says_to_resume_by_the_key_if_the_caller_gave_it(bool hasKey, bool isResumed)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        using var stop = new CancellationTokenSource();
        if (isResumed)
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
    public async Task The_error_for_a_failed_job_says_to_use_a_new_key_if_the_caller_gave_one(bool hasKey)
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
    public async Task The_error_for_a_request_id_that_could_not_be_recorded_says_to_attach_to_it()
    {
        using var stage = Shelf.Accepting(Shelf.Failing(LedgerState.Accepted));

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Keyed));

        Assert.EndsWith($"resume it with Attach(\"{Steps.Id}\").", error.Message, StringComparison.Ordinal);
    }
}
