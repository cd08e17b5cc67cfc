using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>A result that names its job as failed is a failure, whatever its HTTP status.</summary>
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
    public async Task It_ends_the_wait_with_its_error_and_is_kept(int status)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Answer(status, Failed));
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var error = await Soon.Throws<ModelFailedException>(job.WaitAsync());
        var known = await Soon.Async(job.GetStatusAsync());

        Assert.Equal((Steps.Id, "nsfw"), (error.RequestId, error.Error.GetProperty("reason").GetString()));
        Assert.Equal((JobState.Failed, 3), (known.State, stage.Script.Requests.Count));
    }

    [Theory]
    [InlineData(422)]
    [InlineData(500)]
    public async Task A_look_tells_it_too(int status)
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Answer(status, Failed));
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
    public async Task Anything_less_is_what_its_status_says(string body)
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Answer(500, body), Steps.Answer(422, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal((422, 2), (error.StatusCode, stage.Script.Result.Count));
    }

    [Fact]
    public async Task Another_server_fails_no_job()
    {
        using var stage = new Stage();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Moved("https://evil.example/v1/requests/req-1/result", Steps.Answer(500, Failed)));

        await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());
    }
}
