namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// Log messages, spans, statuses and exceptions must contain the key of their job. If the caller chose the key, an exception must say what
/// to do with it.
/// </summary>
public class ReportedKeyTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Every_log_message_and_the_span_of_a_job_have_its_key()
    {
        using var stage = Stage.Polled(Steps.Answer(503), Steps.Status("completed"));
        using var listener = new Listener(stage);
        var log = stage.Logged();
        stage.Options.Ledger = Shelf.Open(_store);
        stage.Script.Submit.DoesOnly(Steps.NotNow(429, "1"), Steps.Accepted);
        stage.Script.Result.Does(Steps.Failed("\"no\""));

        await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal("order-7", listener.Job.GetTagItem("schemasdk.job.key"));
        Assert.True(log.Lines.Count >= 4, string.Join('\n', log.Lines));
        Assert.All(log.Lines, line => Assert.Contains("(key order-7)", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_status_and_the_exception_of_a_canceled_wait_have_the_key()
    {
        using var stage = Stage.Polled(Steps.Status("in_queue"), Steps.Status("in_progress"));
        stage.Options.Ledger = Shelf.Open(_store);
        var reports = new Reports<JobStatus>(status =>
        {
            if (status.State == JobState.InProgress)
            {
                stage.Stop.Cancel();
            }
        });

        var error = await Soon.Throws<ModelWaitCanceledException>(
            stage.Still.RunAsync("a cat", Shelf.Keyed with { Progress = reports }, stage.Stop.Token));

        Assert.Equal("order-7", error.Key);
        Assert.Contains(reports.All, status => status.State == JobState.InQueue);
        Assert.All(reports.All, status => Assert.Equal("order-7", status.Key));
    }

    [Fact]
    public async Task The_span_of_a_resumed_job_has_its_key()
    {
        using (var first = Shelf.Accepting(Shelf.Open(_store)))
        {
            await Soon.Async(first.Still.SubmitAsync("a cat", Shelf.Keyed));
        }

        using var second = Stage.Succeeding();
        using var listener = new Listener(second);
        second.Options.Ledger = Shelf.Open(_store.AfterCrash());

        await Soon.Async(second.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal("order-7", listener.Job.GetTagItem("schemasdk.job.key"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_error_for_an_unknown_submit_says_to_settle_it_and_every_call_with_its_key_throws_it_again(bool hasKey)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Submit.DoesOnly(Steps.Answer(502));

        for (var call = 1; call <= (hasKey ? 2 : 1); call++)
        {
            var error = await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat", hasKey ? Shelf.Keyed : null));

            Assert.Equal(hasKey, error.Key == "order-7");
            Assert.EndsWith(
                !hasKey ? " before you resubmit the input."
                    : call > 1 ? "with 'schemasdk jobs settle' or JobLedger.SettleAsync."
                    : ", and record the outcome of the job \"order-7\" with 'schemasdk jobs settle' or JobLedger.SettleAsync.",
                error.Message,
                StringComparison.Ordinal);
        }

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task The_error_for_a_canceled_wait_says_to_resume_by_the_key_if_the_caller_gave_it(bool hasKey, bool isResumed)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        if (isResumed)
        {
            await Soon.Async(stage.Still.SubmitAsync("a cat", Shelf.Keyed));
        }

        var stopping = new Reports<JobStatus>(_ => stage.Stop.Cancel());
        var error = await Soon.Throws<ModelWaitCanceledException>(
            stage.Still.RunAsync("a cat", (hasKey ? Shelf.Keyed : new()) with { Progress = stopping }, stage.Stop.Token));

        Assert.Contains(Steps.Id, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            hasKey ? "; make the same call again with the key \"order-7\"." : $"; attach to the job with Attach(\"{Steps.Id}\").",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_error_for_a_failed_job_says_to_use_a_new_key_if_the_caller_gave_one(bool hasKey)
    {
        using var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Script.Result.DoesOnly(Steps.Failed("\"no\""));

        var error = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat", hasKey ? Shelf.Keyed : null));

        Assert.Contains(Steps.Id, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            hasKey
                ? "The key \"order-7\" always belongs to this job; a new key starts another job, which is charged."
                : $"Attach(\"{Steps.Id}\") reads its result again.",
            error.Message,
            StringComparison.Ordinal);
    }
}
