using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Tests.Telemetry;

public sealed class MeasurementTests
{
    [Theory]
    [InlineData(false, 4, 4)]
    [InlineData(true, 64, 70)]
    public async Task The_duration_of_a_run_and_of_its_time_in_the_queue_after_the_acceptance_are_measured(
        bool isFirstRefused, double least, double most)
    {
        using var stage = Stage.Succeeding(
            Steps.Status("in_queue"), Steps.Status("in_progress"), Steps.Status("completed")).Delayed();
        stage.Script.Submit.DoesOnly(isFirstRefused ? [Steps.Answer(429, "", "60"), Steps.Accepted] : [Steps.Accepted]);
        using var listener = new Listener(stage);

        var run = stage.Still.RunAsync("a cat");
        for (var waits = isFirstRefused ? 3 : 2; waits > 0; waits--)
        {
            stage.Time.Advance(await stage.Time.NextDelayAsync());
        }

        await Soon.Async(run);

        // The job left the queue between the polls at 0 and 2 seconds, so the midpoint counts.
        Assert.Equal(1, Assert.Single(listener.Of("schemasdk.job.queue.duration")).Value);
        var duration = Assert.Single(listener.Of("gen_ai.client.operation.duration"));
        Assert.InRange(duration.Value, least, most);
        Assert.DoesNotContain("error.type", duration.Tags.Keys);
        Assert.Equal("generate_content", duration.Tags["gen_ai.operation.name"]);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:06Z", 1.0)]
    [InlineData("2026-01-02T03:04:07.5Z", 0.0)]
    [InlineData("2026-01-02T03:04:30Z", null)]
    [InlineData("2026-01-02T02:00:00Z", null)]
    [InlineData("yesterday", null)]
    public async Task The_delay_until_an_end_is_seen_is_measured_if_both_clocks_agree(string finishedAt, double? delay)
    {
        using var stage = Stage.Polled(Steps.Status("in_progress"), Steps.Status("completed")).Delayed();
        using var listener = new Listener(stage);
        stage.Script.Result.Does(Steps.Json(
            $$"""{"request_id":"req-1","status":"succeeded","output":{},"finished_at":"{{finishedAt}}"}"""));

        var run = stage.Still.RunAsync("a cat");
        stage.Time.Advance(await stage.Time.NextDelayAsync());
        await Soon.Async(run);

        // The job began at 03:04:05 and was polled 2 seconds later.
        Assert.Equal(delay, listener.Of("schemasdk.job.poll.delay").SingleOrDefault()?.Value);
    }

    [Fact]
    public async Task Every_poll_and_retry_is_counted_with_its_call()
    {
        using var stage = Stage.Answered(Steps.Answer(429), Steps.Accepted);
        using var listener = new Listener(stage);
        stage.Script.Status.Does(Steps.Answer(500), Steps.Status("in_queue"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Answer(502), Steps.Succeeded);
        stage.Script.Cancel.Does(Steps.Answer(500), Steps.Json("""{"outcome":"cancelled"}"""));

        await Soon.Async(stage.Still.RunAsync("a cat"));
        await Soon.Async(stage.Still.Attach("req-2").CancelAsync());

        Assert.Equal(["status", "status", "status", "result", "result"], Calls("schemasdk.job.polls"));
        Assert.Equal(["submit", "status", "result", "cancel"], Calls("schemasdk.job.retries"));

        IEnumerable<object?> Calls(string instrument) => listener.Of(instrument).Select(measured => measured.Tags["schemasdk.call"]);
    }

    [Fact]
    public async Task A_failed_read_that_is_not_retried_is_not_counted_as_a_retry()
    {
        using var stage = Stage.Polled(Steps.Answer(500));
        using var listener = new Listener(stage);
        stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        await Soon.Throws<ModelUnavailableException>(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Single(listener.Of("schemasdk.job.polls"));
        Assert.Empty(listener.Of("schemasdk.job.retries"));
    }

    [Fact]
    public async Task An_unknown_submit_is_counted_and_measured_as_an_error()
    {
        using var stage = Stage.Answered(Steps.Answer(500));
        using var listener = new Listener(stage);

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(1, Assert.Single(listener.Of("schemasdk.job.unknown_submits")).Value);
        Assert.Equal(
            "SchemaSdk.ModelSubmissionUnknownException",
            Assert.Single(listener.Of("gen_ai.client.operation.duration")).Tags["error.type"]);
    }

    [Fact]
    public void An_unknown_submit_without_an_exception_is_counted()
    {
        using var stage = new Stage();
        using var listener = new Listener(stage);
        var job = new JobCore(stage.Client.Calls.Shared, new JobKey(StillModel.Id, "", Links: null), options: null);

        job.Tell(new JobEvent(JobMoment.Unknown, job));

        Assert.Equal(1, Assert.Single(listener.Of("schemasdk.job.unknown_submits")).Value);
    }

    [Fact]
    public async Task Telemetry_has_neither_the_token_nor_the_prompt_and_measurements_have_no_request_id()
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        stage.Script.Status.Does(
            Steps.Status("in_queue"), Steps.Answer(500, $"{Stage.Token} a cat"), Steps.Status($"{Stage.Token} a cat"),
            Steps.Status("in_progress"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Failed($"\"{Stage.Token} a cat\""));

        await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        var measured = listener.Measurements.SelectMany(measured => measured.Tags.Values.Select(value => $"{value}")).ToList();
        var spans = listener.Spans.SelectMany(
            span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName).Append(span.StatusDescription ?? ""));
        Assert.NotEmpty(listener.Spans);
        Assert.NotEmpty(measured);
        Assert.All(measured, text => Assert.DoesNotContain(Steps.Id, text, StringComparison.Ordinal));
        Assert.All(spans.Concat(measured), text =>
        {
            Assert.DoesNotContain(Stage.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain("a cat", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("0.35", 0.35)]
    [InlineData("null", null)]
    public async Task A_cost_is_counted_once_if_the_result_reports_it(string cost, double? usd)
    {
        using var stage = Stage.Ended(Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":{},"cost":{{cost}}}"""));
        using var listener = new Listener(stage);

        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));
        await Soon.Async(Task.WhenAll(job.WaitAsync(), job.WaitAsync()));

        Assert.Equal(usd, listener.Of("schemasdk.job.cost").SingleOrDefault()?.Value);
    }
}
