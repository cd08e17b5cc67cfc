using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class ResultTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.25+00:00")]
    [InlineData("2026-01-02T03:04:05.25\\u002B00:00")]
    [InlineData("2026-01-02T04:04:05.25+01:00")]
    [InlineData("2026-01-02T03:04:05.25Z")]
    [InlineData("2026-01-02T03:04:05.25")]
    public async Task A_time_of_a_result_is_the_same_however_it_is_spelled(string written)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Json("""{"request_id":"req-1","status":"completed"}"""));
        stage.Script.Result.Does(
            Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":7,"finished_at":"{{written}}"}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero), result.FinishedAt);
    }
}
