namespace SchemaSdk.Tests.Submitting;

/// <summary>Tests answers whose headers arrive but whose bodies do not. The client must recognize a refusal by the status alone.</summary>
public sealed class HangingBodyTests() : StageTest(new Stage(skipsDelays: false))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(400, "")]
    [InlineData(402, "<html>no balance")]
    [InlineData(302, "")]
    [InlineData(422, "no", true)]
    public async Task A_refusal_is_reported_with_the_text_that_arrived(int status, string start, bool ignoresToken = false)
    {
        Stage.Script.Submit.Does(HangingBody.Answer(status, start, isDeaf: ignoresToken));

        var error = await AfterAsync<ModelApiException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal((status, start, null, 1), (error.StatusCode, error.Detail, error.ErrorCode, Stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData(500, "sorry")]
    [InlineData(503, "sorry")]
    [InlineData(503, """{"error_code":503001,""", "1")]
    public async Task A_doubtful_status_without_its_body_is_unknown_after_two_seconds(int status, string start, string? retryAfter = null)
    {
        Stage.Script.Submit.Does(HangingBody.Answer(status, start, retryAfter: retryAfter), Steps.Accepted);

        var error = await AfterAsync<ModelSubmissionUnknownException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal((start, 1), (error.Detail, Stage.Script.Submit.Count));
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_success_status_without_its_body_is_unknown_after_the_timeout()
    {
        Stage.Script.Submit.Does(HangingBody.Answer(200, """{"request_id":"req-1","""));

        var run = Stage.Still.RunAsync("a cat");
        await Soon.Until(() => Stage.Script.Submit.Count == 1);
        Stage.Time.Advance(Patience);
        await Task.Delay(20);
        Assert.False(run.IsCompleted);
        Stage.Time.Advance(TimeSpan.FromSeconds(100) - Patience);
        await Stage.Time.LimitAsync(Grace);
        Stage.Time.Advance(Grace);

        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_refused_result_without_its_body_is_reported_after_half_the_timeout()
    {
        var half = TimeSpan.FromSeconds(15);
        Stage.Script.Status.Does(Steps.Status("completed"));
        Stage.Script.Result.Does(HangingBody.Answer(422, "no"));

        var wait = Stage.Still.Attach(Steps.Id).WaitAsync();
        await Stage.Time.LimitAsync(half);
        Stage.Time.Advance(half);

        var error = await Soon.Throws<ModelApiException>(wait);
        Assert.Equal((422, "no", Steps.Id), (error.StatusCode, error.Detail, error.RequestId));
    }

    private async Task<TError> AfterAsync<TError>(Task call)
        where TError : Exception
    {
        await Stage.Time.LimitAsync(Patience);
        Assert.False(call.IsCompleted);
        Stage.Time.Advance(Patience);
        return await Soon.Throws<TError>(call);
    }
}
