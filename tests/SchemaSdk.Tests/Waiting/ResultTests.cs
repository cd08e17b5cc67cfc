namespace SchemaSdk.Tests.Waiting;

public class ResultTests
{
    private const string Failed = """{"request_id":"req-1","status":"failed","error":{"reason":"nsfw"}}""";

    [Fact]
    public async Task An_output_that_could_not_be_read_is_logged_as_one_warning_and_can_be_read_again()
    {
        using var stage = Stage.Succeeding();
        using var log = stage.Logged();
        stage.Still.ReadThrows = new FormatException("not my image");
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var error = await Soon.Throws<ModelException>(job.WaitAsync());
        stage.Still.ReadThrows = null;
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Equal("https://files.runcomfy.net/a.png", result.Output.GetProperty("image").GetString());
        Assert.Equal(3, stage.Script.Requests.Count);
        Assert.Equal(
            $"Warning: Request {Steps.Id} of {StillModel.Id} succeeded, but its result could not be read. "
            + "Attach to the job to read the result again",
            Assert.Single(log.Lines, static line => line.StartsWith("Warning", StringComparison.Ordinal)).Trim());
    }

    [Fact]
    public async Task A_wait_ends_as_soon_as_another_caller_has_read_the_end()
    {
        using var stage = Stage.Succeeding(Steps.Status("in_progress"), Steps.Status("completed")).Delayed();
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var first = job.WaitAsync();
        await stage.Time.NextDelayAsync();
        var second = job.WaitAsync();
        var status = await Soon.Async(job.GetStatusAsync());

        Assert.Equal(JobState.Succeeded, status.State);
        Assert.All(await Soon.Async(Task.WhenAll(first, second)), result => Assert.Equal(Steps.Id, result.RequestId));
        Assert.Equal(4, stage.Script.Requests.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_failed_result_ends_each_wait_with_a_new_exception_and_is_kept(int status)
    {
        using var stage = Stage.Ended(Steps.Answer(status, Failed));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var error = await Soon.Throws<ModelFailedException>(job.WaitAsync());
        var second = await Soon.Throws<ModelFailedException>(job.WaitAsync());
        var known = await Soon.Async(job.GetStatusAsync());

        Assert.Equal((Steps.Id, "nsfw"), (error.RequestId, error.Error.GetProperty("reason").GetString()));
        Assert.NotSame(error, second);
        Assert.Equal((error.Message, JobState.Failed, 3), (second.Message, known.State, stage.Script.Requests.Count));
    }

    [Theory]
    [InlineData(422)]
    [InlineData(500)]
    public async Task A_status_call_reports_the_failure_too(int status)
    {
        using var stage = Stage.Polled(Steps.Answer(status, Failed));
        stage.Script.Result.Does(Steps.Answer(status, Failed));

        Assert.Equal(JobState.Failed, (await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync())).State);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_status_call_that_fails_after_a_wait_has_read_the_end_returns_the_end(int status)
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Succeeding(hang.Step, Steps.Status("completed"));
        stage.Options.Retry.ReadBudget = TimeSpan.Zero;
        var job = stage.Still.Attach(Steps.Id);
        var call = job.GetStatusAsync();
        await hang.Reached;
        await Soon.Async(job.WaitAsync());

        hang.Answer(Steps.Answer(status));

        Assert.Equal(JobState.Succeeded, (await Soon.Async(call)).State);
    }

    [Theory]
    [InlineData("""{"request_id":"another","status":"failed","error":"x"}""")]
    [InlineData("""{"status":"failed","error":"x"}""")]
    [InlineData("""{"request_id":"req-1","error":"x"}""")]
    [InlineData("""{"request_id":"req-1","status":"error","error":"x"}""")]
    [InlineData("""{"request_id":"req-1","status":"completed","error":"x"}""")]
    [InlineData("""{"request_id":"req-1","status":"succeeded","output":{}}""")]
    public async Task A_result_that_does_not_report_this_job_as_failed_is_judged_by_its_HTTP_status(string body)
    {
        using var stage = Stage.Ended(Steps.Answer(500, body), Steps.Answer(422, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal((422, 2), (error.StatusCode, stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_result_from_another_server_fails_no_job()
    {
        using var stage = Stage.Ended(Steps.Moved("https://evil.example/v1/requests/req-1/result", Steps.Answer(500, Failed)));

        await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());
    }

    [Theory]
    [InlineData(""","cost":0.35""", "0.35")]
    [InlineData(""","cost":0""", "0")]
    [InlineData(""","cost":"0.35" """, "0.35")]
    [InlineData("", null)]
    [InlineData(""","cost":-0.35""", null)]
    [InlineData(""","cost":1e400""", null)]
    [InlineData(""","cost":2000000000""", null)]
    [InlineData(""","cost":"\ud800" """, null)]
    [InlineData(""","cost":{"usd":1}""", null)]
    public async Task The_client_asks_for_the_cost_and_the_result_has_the_cost_that_the_service_reports(string member, string? cost)
    {
        using var stage = Stage.Ended(Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":1{{member}}}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((1, cost), (result.Output.GetInt32(), result.CostUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("https://model-api.runcomfy.net/v1/requests/req-1/result?include_cost=true", stage.Script.Requests.Last().Address);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.25+00:00")]
    [InlineData("2026-01-02T03:04:05.25\\u002B00:00")]
    [InlineData("2026-01-02T04:04:05.25+01:00")]
    [InlineData("2026-01-02T03:04:05.25Z")]
    [InlineData("2026-01-02T03:04:05.25")]
    public async Task A_time_in_a_result_is_the_same_in_every_spelling(string written)
    {
        using var stage = Stage.Ended(
            Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":7,"finished_at":"{{written}}"}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero), result.FinishedAt);
    }
}
