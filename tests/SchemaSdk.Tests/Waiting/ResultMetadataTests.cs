using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class ResultMetadataTests
{
    [Theory]
    [InlineData(""","cost":0.35""", "0.35")]
    [InlineData(""","cost":0""", "0")]
    [InlineData(""","cost":1.5e-3""", "0.0015")]
    [InlineData(""","cost":"0.35" """, "0.35")]
    [InlineData("", null)]
    [InlineData(""","cost":null""", null)]
    [InlineData(""","cost":-0.35""", null)]
    [InlineData(""","cost":1e400""", null)]
    [InlineData(""","cost":2000000000""", null)]
    [InlineData(""","cost":"free" """, null)]
    [InlineData(""","cost":"\ud800" """, null)]
    [InlineData(""","cost":true""", null)]
    [InlineData(""","cost":{"usd":1}""", null)]
    public async Task A_result_has_the_cost_that_the_service_reports(string member, string? cost)
    {
        using var stage = JobService.Ended(Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":1{{member}}}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((1, cost), (result.Output.GetInt32(), result.CostUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task The_client_asks_for_the_cost()
    {
        using var stage = JobService.Ended(Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

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
        using var stage = JobService.Ended(
            Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":7,"finished_at":"{{written}}"}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero), result.FinishedAt);
    }
}
