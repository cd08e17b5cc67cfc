using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>design.md section 6: the table of answers, the column of polls, results and cancels.</summary>
public class ReadTableTests
{
    [Theory]
    [InlineData(200, """{"error_code":404001,"message":"expired"}""", "404001")]
    [InlineData(302, "", null)]
    [InlineData(400, """{"error_code":404001,"message":"expired"}""", "404001")]
    [InlineData(401, "", null)]
    [InlineData(402, "", null)]
    [InlineData(403, "", null)]
    [InlineData(404, "", null)]
    [InlineData(409, "", null)]
    [InlineData(413, "", null)]
    [InlineData(422, "", null)]
    [InlineData(404, "\u001F\u008B\u0008\0", null)] // still compressed
    public async Task A_refused_poll_is_final_and_has_the_id(int status, string body, string? code)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(
            (status, code, StillModel.Id, Steps.Id, 1),
            (error.StatusCode, error.ErrorCode, error.ModelId, error.RequestId, stage.Script.Status.Count));
    }

    [Theory]
    [InlineData(401, "", true)]
    [InlineData(403, "", true)]
    [InlineData(422, "", true)]
    [InlineData(404, "", true)]
    [InlineData(404, "<html><body>404 Not Found</body></html>", true)]
    [InlineData(404, """{"error_code":404001,"message":"expired"}""", false)]
    [InlineData(400, """{"error_code":404001,"message":"expired"}""", false)]
    [InlineData(200, """{"error_code":404001,"message":"expired"}""", false)]
    public async Task A_refused_poll_tells_how_to_resume_unless_the_id_is_unknown(int status, string body, bool canResume)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(
            canResume, error.Message.Contains($"The job may continue; resume it with Attach(\"{Steps.Id}\").", StringComparison.Ordinal));
        Assert.Equal(
            !canResume, error.Message.EndsWith("Check the id: it is unknown to the service, or has expired.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, "", true, false)]
    [InlineData(403, "", true, false)]
    [InlineData(400, """{"error_code":400004,"message":"The token has expired."}""", true, false)]
    [InlineData(400, """{"error_code":403001,"message":"Not yours."}""", true, false)]
    [InlineData(404, """{"error_code":404001,"message":"expired"}""", false, true)]
    [InlineData(404, """{"code":404001,"error":"expired"}""", false, true)]
    [InlineData(404, """{"error_code":404002,"message":"gone"}""", false, true)]
    [InlineData(410, """{"error_code":410001,"message":"gone"}""", false, true)]
    [InlineData(200, """{"error_code":404001,"message":"expired"}""", false, true)]
    [InlineData(404, "", false, false)]
    [InlineData(410, "", false, false)]
    [InlineData(404, "<html><body>404 Not Found</body></html>", false, false)]
    [InlineData(404, """{"message":"no Route matched with those values"}""", false, false)]
    [InlineData(404, """{"code":5,"message":"Not Found","details":[]}""", false, false)]
    [InlineData(404, """{"error_code":4041,"message":"Not Found"}""", false, false)]
    [InlineData(410, """{"code":410,"message":"Gone"}""", false, false)]
    [InlineData(422, "", false, false)]
    public async Task A_refused_poll_says_whether_it_is_for_the_token_or_for_the_id(int status, string body, bool isToken, bool isId)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((isToken, isId), (error.IsUnauthorized, error.IsUnknownRequest));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, """{"request_id":"req-1","status":"in_pro""")]
    [InlineData(200, """{"request_id":"req-1"}""")]
    [InlineData(200, """{"request_id":"req-1","status":7}""")]
    [InlineData(200, """{"request_id":"another","status":"cancelled"}""")]
    [InlineData(204, "")]
    [InlineData(408, "")]
    [InlineData(425, "")]
    [InlineData(429, "")]
    [InlineData(500, """{"error_code":500001}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    [InlineData(504, "")]
    public async Task A_failed_poll_is_made_again(int status, string body)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(status, body), Steps.Answer(status, body), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Answer(status, body), Steps.Succeeded);

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((Steps.Id, 3, 2), (result.RequestId, stage.Script.Status.Count, stage.Script.Result.Count));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task A_poll_that_broke_is_made_again(HttpRequestError kind)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.FailsBefore(Steps.Error(kind)), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.FailsBefore(Steps.Error(kind)), Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((2, 2), (stage.Script.Status.Count, stage.Script.Result.Count));
    }

    [Fact]
    public async Task A_streak_of_failed_polls_ends_with_its_budget()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(502, "<html>Bad gateway</html>"));
        var start = stage.Time.GetUtcNow();

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
        Assert.Equal(TimeSpan.FromMinutes(2), stage.Time.GetUtcNow() - start);
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
        Assert.Contains("502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_ends_the_streak()
    {
        using var stage = Stage.Accepting();
        stage.Options.Retry.ReadBudget = TimeSpan.FromSeconds(1);
        for (var round = 0; round < 20; round++)
        {
            stage.Script.Status.Does(Steps.Answer(500), Steps.Status("in_progress"));
        }

        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(41, stage.Script.Status.Count);
    }

    [Fact]
    public async Task What_a_poll_is_asked_to_wait_is_waited()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(429, "", retryAfter: "300"), Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(TimeSpan.FromMinutes(5), Assert.Single(stage.Time.Delays));
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_fails_now_and_says_so()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(503, "", retryAfter: "1801"));

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(Steps.Id, error.RequestId);
        Assert.Contains("1801 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Time.Delays);
    }

    [Fact]
    public async Task A_poll_that_was_moved_to_another_host_is_an_error()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Moved("https://evil.example/v1/requests/req-1/status", Steps.Status("completed")));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Contains("another server", error.Message, StringComparison.Ordinal);
        Assert.Equal(Steps.Id, error.RequestId);
    }

    [Fact]
    public async Task A_poll_that_was_moved_on_the_same_host_is_read()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Moved("https://model-api.runcomfy.net/v2/requests/req-1/status", Steps.Status("cancelled")));

        await Soon.Throws<ModelCanceledException>(stage.Still.RunAsync("a cat"));
    }

    [Fact]
    public async Task A_poll_without_an_answer_in_its_time_is_made_again()
    {
        using var stage = Stage.Accepting(skipsDelays: false);
        var hang = Hang.BeforeBody;
        stage.Script.Status.Does(hang.Step, Steps.Status("cancelled"));

        var run = stage.Still.RunAsync("a cat");
        await hang.Reached;
        stage.Time.Advance(TimeSpan.FromSeconds(30));
        stage.Time.Advance(await stage.Time.NextDelayAsync());

        await Soon.Throws<ModelCanceledException>(run);
        Assert.Equal(2, stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_single_status_call_is_as_stubborn()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Answer(500), Steps.Status("in_queue", 3));

        var status = await Soon.Async(stage.Still.Attach(Steps.Id).GetStatusAsync());

        Assert.Equal((JobState.InQueue, "in_queue", 3), (status.State, status.StateText, status.QueuePosition));
    }
}
