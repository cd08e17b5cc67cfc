using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A result that says that its job failed must be a failure, whatever its HTTP status is.</summary>
public class FailedResultTests
{
    private const string Failed = """{"request_id":"req-1","status":"failed","error":{"reason":"nsfw"}}""";

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failed_result_ends_the_wait_with_its_error_and_is_kept(int status)
    {
        using var stage = JobService.Ended(Steps.Answer(status, Failed));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var error = await Soon.Throws<ModelFailedException>(job.WaitAsync());
        var known = await Soon.Async(job.GetStatusAsync());

        Assert.Equal((Steps.Id, "nsfw"), (error.RequestId, error.Error.GetProperty("reason").GetString()));
        Assert.Equal((JobState.Failed, 3), (known.State, stage.Script.Requests.Count));
    }

    [Theory]
    [InlineData(422)]
    [InlineData(500)]
    public async Task A_status_call_reports_the_failure_too(int status)
    {
        using var stage = JobService.Polled(Steps.Answer(status, Failed));
        stage.Script.Result.Does(Steps.Answer(status, Failed));

        Assert.Equal(JobState.Failed, (await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync())).State);
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
        using var stage = JobService.Ended(Steps.Answer(500, body), Steps.Answer(422, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal((422, 2), (error.StatusCode, stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_result_from_another_server_fails_no_job()
    {
        using var stage = JobService.Ended(Steps.Moved("https://evil.example/v1/requests/req-1/result", Steps.Answer(500, Failed)));

        await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());
    }
}
