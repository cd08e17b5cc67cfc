namespace SchemaSdk.Tests.Waiting;

public class PollAnswerTests
{
    private const string Expired = """{"error_code":404001,"message":"expired"}""";

    [Theory]
    [InlineData(200, Expired, "404001", "id")]
    [InlineData(302, "", null)]
    [InlineData(400, Expired, "404001", "id")]
    [InlineData(400, """{"error_code":400004,"message":"The token has expired."}""", "400004", "token")]
    [InlineData(400, """{"error_code":403001,"message":"Not yours."}""", "403001", "token")]
    [InlineData(401, "", null, "token")]
    [InlineData(403, "", null, "token")]
    [InlineData(404, "", null)]
    [InlineData(404, Expired, "404001", "id")]
    [InlineData(404, """{"code":404001,"error":"expired"}""", "404001", "id")]
    [InlineData(404, """{"error_code":404002,"message":"gone"}""", "404002", "id")]
    [InlineData(404, """{"code":5,"message":"Not Found","details":[]}""", "5")]
    [InlineData(404, "\u001F\u008B\u0008\0", null)] // still compressed
    [InlineData(410, """{"error_code":410001,"message":"gone"}""", "410001", "id")]
    public async Task A_refused_poll_is_final_and_says_whether_the_token_or_the_request_id_was_refused(
        int status, string body, string? code, string? refused = null)
    {
        using var stage = Stage.Polled(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(
            (status, code, StillModel.Id, Steps.Id, 1),
            (error.StatusCode, error.ErrorCode, error.ModelId, error.RequestId, stage.Script.Status.Count));
        Assert.Equal((refused == "token", refused == "id"), (error.IsUnauthorized, error.IsUnknownRequest));
        Assert.Equal(
            refused != "id",
            error.Message.Contains($"The job may continue; attach to the job with Attach(\"{Steps.Id}\").", StringComparison.Ordinal));
        Assert.Equal(
            refused == "id",
            error.Message.EndsWith("Check the id: it is unknown to the service, or has expired.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, """{"request_id":"req-1","status":"in_pro""")]
    [InlineData(200, """{"request_id":"req-1"}""")]
    [InlineData(200, """{"request_id":"req-1","status":7}""")]
    [InlineData(200, """{"request_id":"another","status":"cancelled"}""")]
    [InlineData(200, """{"error_code":500001,"error_message":"busy"}""")]
    [InlineData(200, """{"error_code":503001,"status":"failed"}""")]
    [InlineData(200, """{"error_code":503001,"request_id":"req-1"}""")]
    [InlineData(200, """{"error_code":"429001"}""")]
    [InlineData(204, "")]
    [InlineData(429, "")]
    [InlineData(500, """{"error_code":500001}""")]
    [InlineData(0, "", HttpRequestError.ConnectionError)]
    public async Task A_failed_poll_is_retried(int status, string body, HttpRequestError? failure = null)
    {
        var fails = failure is { } kind ? Steps.FailsBefore(Steps.Error(kind)) : Steps.Answer(status, body);
        using var stage = Stage.Polled(fails, fails, Steps.Status("completed"));
        stage.Script.Result.Does(fails, Steps.Succeeded);

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((Steps.Id, 3, 2), (result.RequestId, stage.Script.Status.Count, stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_series_of_failed_polls_ends_with_its_budget()
    {
        using var stage = Stage.Polled(Steps.Answer(502, "<html>Bad gateway</html>"));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
        Assert.Equal(TimeSpan.FromMinutes(2), stage.Elapsed);
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Contains("502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_that_succeeds_ends_the_series_of_failures()
    {
        Step[] round = [Steps.Answer(500), Steps.Status("in_progress")];
        using var stage = Stage.Succeeding([.. Enumerable.Repeat(round, 20).SelectMany(steps => steps), Steps.Status("completed")]);
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(1);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(41, stage.Script.Status.Count);
    }

    [Theory]
    [InlineData("https://evil.example/v1/requests/req-1/status", typeof(ModelApiException))]
    [InlineData("https://model-api.runcomfy.net/v2/requests/req-1/status", typeof(ModelCanceledException))]
    public async Task A_poll_that_was_redirected_is_read_only_if_the_host_is_the_same(string address, Type thrown)
    {
        using var stage = Stage.Polled(Steps.Moved(address, Steps.Status("cancelled")));

        var error = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(stage.Still.RunAsync("a cat")));

        Assert.Equal((thrown, Steps.Id), (error.GetType(), error.RequestId));
        Assert.Equal(thrown == typeof(ModelApiException), error.Message.Contains("another server", StringComparison.Ordinal));
    }
}
