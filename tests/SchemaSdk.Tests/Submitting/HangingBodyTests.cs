using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

/// <summary>The head of an answer came, and its body does not: what the status says of a refusal is enough.</summary>
public class HangingBodyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(302)]
    public async Task A_refusal_is_known_by_its_status(int status)
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(status, ""));

        var error = await AfterAsync<ModelApiException>(stage, stage.Still.RunAsync("a cat"), Patience);

        Assert.Equal((status, "", null, 1), (error.StatusCode, error.Detail, error.ErrorCode, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task What_came_of_its_text_is_told()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(402, "<html>no balance"));

        var error = await AfterAsync<ModelApiException>(stage, stage.Still.RunAsync("a cat"), Patience);

        Assert.Equal("<html>no balance", error.Detail);
    }

    [Fact]
    public async Task A_stream_that_ignores_its_token_is_not_waited_for()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(422, "no", isDeaf: true));

        var error = await AfterAsync<ModelApiException>(stage, stage.Still.RunAsync("a cat"), Patience);

        Assert.Equal((422, "no"), (error.StatusCode, error.Detail));
    }

    [Fact]
    public async Task A_refusal_is_heard_in_the_last_seconds_of_a_caller_who_stops()
    {
        using var stage = new Stage(skipsDelays: false);
        using var stop = new CancellationTokenSource();
        stage.Script.Submit.Does(HangingBody.Answer(403, ""));

        var run = stage.Still.RunAsync("a cat", null, stop.Token);
        await stage.Time.LimitAsync(Patience);
        await stop.CancelAsync();
        await stage.Time.LimitAsync(Grace);
        stage.Time.Advance(Patience);

        var error = await Soon.Throws<OperationCanceledException>(run);
        Assert.Equal(403, Assert.IsType<ModelApiException>(error.InnerException).StatusCode);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(408)]
    [InlineData(503)]
    public async Task What_is_doubtful_by_its_status_is_unknown_as_soon(int status)
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(status, "sorry"));

        var error = await AfterAsync<ModelSubmissionUnknownException>(stage, stage.Still.RunAsync("a cat"), Patience);

        Assert.Contains($"HTTP {status} (sorry)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acceptance_without_its_body_is_unknown()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(200, """{"request_id":"req-1","""));

        var run = stage.Still.RunAsync("a cat");
        await Soon.Until(() => stage.Script.Submit.Count == 1);
        stage.Time.Advance(Patience);
        await Task.Delay(20);
        Assert.False(run.IsCompleted);
        stage.Time.Advance(TimeSpan.FromSeconds(100) - Patience);
        await stage.Time.LimitAsync(Grace);
        stage.Time.Advance(Grace);

        await Soon.Throws<ModelSubmissionUnknownException>(run);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Refused_for_now_it_is_sent_again_when_the_service_says()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Submit.Does(HangingBody.Answer(429, "", retryAfter: "30"), Steps.Accepted);

        var submit = stage.Still.SubmitAsync("a cat");
        await stage.Time.LimitAsync(Patience);
        stage.Time.Advance(Patience);
        Assert.Equal(TimeSpan.FromSeconds(30), await stage.Time.NextDelayAsync());
        stage.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Steps.Id, (await Soon.Async(submit)).RequestId);
    }

    [Fact]
    public async Task A_refused_poll_is_known_by_its_status_too()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Script.Status.Does(HangingBody.Answer(404, ""));

        var error = await AfterAsync<ModelApiException>(stage, stage.Still.Attach(Steps.Id).WaitAsync(), Patience);

        Assert.Equal((404, Steps.Id), (error.StatusCode, error.RequestId));
    }

    private static async Task<TError> AfterAsync<TError>(Stage stage, Task call, TimeSpan time)
        where TError : Exception
    {
        await stage.Time.LimitAsync(time);
        Assert.False(call.IsCompleted);
        stage.Time.Advance(time);
        return await Soon.Throws<TError>(call);
    }
}
