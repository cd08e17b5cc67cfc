namespace SchemaSdk.Tests.Waiting;

/// <summary>If the service asks for a delay for one job, the client must delay every read of that job, but no other job's reads.</summary>
public class RetryAfterScopeTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(429, "60")]
    [InlineData(503, "60")]
    [InlineData(429, null)]
    public async Task Another_job_is_polled_without_the_delay(int status, string? retryAfter)
    {
        using var stage = Stage.Polled(Steps.Status("in_queue"), Steps.Answer(status, "", retryAfter), Steps.Status("cancelled")).Delayed();
        var other = stage.Still.Attach("req-1").WaitAsync();
        Assert.Equal(Interval, await stage.Time.NextDelayAsync());
        var delayed = stage.Still.Attach("req-2").WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 2);

        stage.Time.Advance(Interval);

        await Soon.Throws<ModelCanceledException>(other);
        stage.Client.Dispose();
        await Soon.Throws<ModelWaitCanceledException>(delayed);
    }

    [Fact]
    public async Task A_refused_cancel_delays_no_read()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Cancel.Does(Steps.Answer(429, "", retryAfter: "60"));
        stage.Script.Status.Does(Steps.Status("cancelled"));
        var cancel = stage.Still.Attach(Steps.Id).CancelAsync();
        await Soon.Until(() => stage.Script.Cancel.Count == 1);
        await stage.Time.NextDelayAsync();

        await Soon.Throws<ModelCanceledException>(stage.Still.Attach(Steps.Id).WaitAsync());

        stage.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(CancelOutcome.Unconfirmed, await Soon.Async(cancel));
    }

    [Fact]
    public async Task A_refused_read_of_the_catalogue_delays_neither_jobs_nor_other_models()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Catalog.Does(Steps.Answer(429, "", retryAfter: "60"), Steps.Json("""{"model_id":"acme/still"}"""));
        stage.Script.Status.Does(Steps.Status("cancelled"));
        var delayed = stage.Client.GetModelAsync("acme/other");
        await Soon.Until(() => stage.Script.Catalog.Count == 1);
        await stage.Time.NextDelayAsync();

        await Soon.Throws<ModelCanceledException>(stage.Still.Attach("req-1").WaitAsync());
        Assert.Equal("acme/still", (await Soon.Async(stage.Client.GetModelAsync("acme/still"))).Id);

        Assert.False(delayed.IsCompleted);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task No_caller_reads_the_job_before_the_delay_ends(int status)
    {
        using var stage = Stage.Polled(Steps.Answer(status, "", retryAfter: "50"), Steps.Status("cancelled")).Delayed();
        var first = stage.Still.Attach(Steps.Id).WaitAsync();
        await Soon.Until(() => stage.Time.Waiting == 1);

        var second = stage.Still.Attach(Steps.Id).WaitAsync();
        var call = stage.Still.Attach(Steps.Id).GetStatusAsync();
        await Soon.Until(() => stage.Time.Waiting == 3);
        stage.Time.Advance(TimeSpan.FromSeconds(49.9));
        Assert.Equal(1, stage.Script.Status.Count);
        stage.Time.Advance(TimeSpan.FromSeconds(0.1));

        await Soon.Throws<ModelCanceledException>(first);
        await Soon.Throws<ModelCanceledException>(second);
        Assert.Equal(JobState.Canceled, (await Soon.Async(call)).State);
    }

    [Theory]
    [InlineData(false, 41)]
    [InlineData(true, 42)]
    public async Task Neither_a_later_shorter_delay_nor_the_end_of_the_job_ends_a_longer_delay(bool hasEnded, int most)
    {
        using var stage = new Stage();
        var then = hasEnded ? Steps.Status("completed") : Steps.Answer(429, "", retryAfter: "1");
        stage.Script.Status.Does(AfterAnotherIsDelayed(stage, "40", then), Steps.Status("cancelled"));
        stage.Script.Result.Does(Steps.Succeeded);

        var error = await Record.ExceptionAsync(() => Soon.Async(stage.Still.Attach(Steps.Id).WaitAsync()));

        Assert.Equal((hasEnded, !hasEnded), (error is null, error is ModelCanceledException));
        Assert.InRange(stage.Elapsed, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(most));
    }

    [Fact]
    public async Task A_delay_that_the_service_asks_of_another_caller_does_not_count_as_a_failure()
    {
        using var stage = new Stage();
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(40);
        stage.Script.Status.Does(
            Steps.Answer(500), AfterAnotherIsDelayed(stage, "50", Steps.Answer(500)), Steps.Answer(500), Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(stage.Still.Attach(Steps.Id).WaitAsync());
    }

    // While this answer arrives, the service asks another reader of the same job to wait.
    private static Step AfterAnotherIsDelayed(Stage stage, string seconds, Step then) => then.After(request =>
    {
        var id = request.RequestUri!.Segments[^2].Trim('/');
        var attempt = new Pipeline.Http.ApiAttempt
        {
            Answer = new Pipeline.Http.ApiAnswer(ModelService.RunComfy.Profile, new HttpResponseMessage(), Stage.Token)
            {
                Facts = new(429),
                Body = default,
                Content = null,
                RetryAfter = TimeSpan.FromSeconds(int.Parse(seconds)),
            },
        };
        stage.Client.Calls.Shared.Asked.Record(id, attempt);
    });
}
