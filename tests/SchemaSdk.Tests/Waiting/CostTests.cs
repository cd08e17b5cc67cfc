using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class CostTests
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
    public async Task A_result_has_its_cost_where_the_service_tells_it(string member, string? cost)
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Json($$"""{"request_id":"req-1","status":"succeeded","output":1{{member}}}"""));

        var result = await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal((1, cost), (result.Output.GetInt32(), result.CostUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task The_cost_is_asked_for()
    {
        using var stage = Stage.Accepting();
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal("https://model-api.runcomfy.net/v1/requests/req-1/result?include_cost=true", stage.Script.Requests.Last().Address);
    }

    [Fact]
    public void A_test_makes_a_result_with_a_cost() =>
        Assert.Equal(0.35m, new ModelResult<int>(1, "acme/still", "req-1") { CostUsd = 0.35m }.CostUsd);
}
