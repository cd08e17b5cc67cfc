namespace SchemaSdk.Tests.Waiting;

public class StatusWordTests
{
    [Theory]
    [InlineData("completed")]
    [InlineData("succeeded")]
    [InlineData("failed")]
    [InlineData("COMPLETED")]
    public async Task An_ended_job_has_succeeded_if_its_result_says_so(string word)
    {
        using var stage = Stage.Succeeding(Steps.Status(word));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal("https://files.runcomfy.net/a.png", result.Output.GetProperty("image").GetString());
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), result.CreatedAt);
        Assert.Null(result.FinishedAt);
        Assert.Equal("succeeded", result.Raw.GetProperty("status").GetString());
        Assert.Equal("trace-7", result.ResponseHeaders["X-Trace"]);
        Assert.DoesNotContain("Set-Cookie", result.ResponseHeaders.Keys);
    }

    [Theory]
    [InlineData("completed", """{"reason":"nsfw"}""", "nsfw")]
    [InlineData("succeeded", """{"reason":"nsfw"}""", "nsfw")]
    [InlineData("failed", """{"reason":"nsfw"}""", "nsfw")]
    [InlineData("completed", "\"out of memory\"", "out of memory")]
    [InlineData("completed", "null", "no reason")]
    [InlineData("completed", "[{\"errorCode\":1}]", "errorCode")]
    public async Task An_ended_job_has_failed_if_its_result_says_so_and_its_error_may_be_any_JSON(string word, string error, string text)
    {
        using var stage = Stage.Polled(Steps.Status(word));
        stage.Script.Result.Does(Steps.Failed(error));

        var failed = await Soon.Throws<ModelFailedException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, Steps.Id), (failed.ModelId, failed.RequestId));
        Assert.Equal(error == "null" ? "" : error.Trim('"'), $"{failed.Error}");
        Assert.Contains(text, failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in_queue")]
    [InlineData("in_progress")]
    [InlineData("completed")]
    [InlineData("archiving")]
    public async Task A_job_whose_result_is_not_available_yet_is_polled_again(string word)
    {
        using var stage = Stage.Ended(Steps.Status(word), Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((2, 2), (stage.Script.Status.Count, stage.Script.Result.Count));
    }

    [Theory]
    [InlineData("\"broke\"", true)]
    [InlineData("null", false)]
    [InlineData("\"\"", false)]
    public async Task A_completed_result_has_failed_only_if_it_has_an_error(string error, bool hasFailed)
    {
        using var stage = Stage.Ended(Steps.Json($$"""{"status":"completed","output":{"image":"a"},"error":{{error}}}"""));

        ModelResult<System.Text.Json.JsonElement>? result = null;
        var thrown = await Record.ExceptionAsync(async () => result = await Soon.Async(stage.Still.RunAsync("a cat")));

        Assert.Equal((hasFailed, hasFailed), (thrown is ModelFailedException, result is null));
        Assert.Equal(hasFailed ? null : "a", result?.Output.GetProperty("image").GetString());
    }

    [Theory]
    [InlineData("cancelled", false)]
    [InlineData("canceled", false)]
    [InlineData("cancelled", true)]
    public async Task A_wait_for_a_job_that_was_canceled_at_the_service_throws(string word, bool onResult)
    {
        using var stage = Stage.Polled(Steps.Status(onResult ? "completed" : word));
        stage.Script.Result.Does(Steps.Status(word));

        var error = await Soon.Throws<ModelCanceledException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
    }

    [Fact]
    public async Task A_job_with_an_unknown_status_is_reported_and_polled_until_the_timeout()
    {
        using var stage = Stage.Polled(Steps.Status("hibernating"));
        var reports = new Reports<JobStatus>();

        var error = await Soon.Throws<ModelTimeoutException>(stage.Still.RunAsync("a cat", new RunOptions { Progress = reports }));

        Assert.Equal((JobState.Unknown, "hibernating"), (reports.All[^1].State, reports.All[^1].StateText));
        Assert.Equal(2, reports.All.Count);
        Assert.Equal(TimeSpan.FromMinutes(30), stage.Elapsed);
        Assert.Equal((StillModel.Id, Steps.Id), (error.ModelId, error.RequestId));
        Assert.Contains("hibernating", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Attach(\"{Steps.Id}\")", error.Message, StringComparison.Ordinal);
    }
}
