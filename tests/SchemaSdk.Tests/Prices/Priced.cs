namespace SchemaSdk.Tests.Prices;

/// <summary>A service with one price in its catalogue.</summary>
internal static class Priced
{
    /// <summary>The id of an untyped model whose <c>duration</c> is 5 by default. The test chooses the price.</summary>
    public const string Video = "acme/video";

    public static Step PerSecond => Entry("""0.1,"price_unit":"second" """);

    public static Step PerOutput(string price) => Entry($"{price},\"price_unit\":\"output\"");

    public static Step Entry(string price) => (request, cancellation) =>
    {
        var id = request.RequestUri!.AbsolutePath["/v1/models/".Length..];
        var schema = """{"properties":{"duration":{"default":5,"maximum":15}}}""";
        return Steps.Json($$"""{"model_id":"{{id}}","base_price_usd":{{price}},"input_schema":{{schema}}}""")(request, cancellation);
    };

    /// <summary>Creates a stage whose service completes every job.</summary>
    public static Stage Stage(Step entry, decimal? budget = null, string? cost = null)
    {
        var stage = Bench.Stage.Accepting();
        stage.Options.BudgetUsd = budget;
        stage.Script.Catalog.Does(entry);
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Json(
            $$"""{"request_id":"{{Steps.Id}}","status":"succeeded","output":1{{(cost is null ? "" : $",\"cost\":{cost}")}}}"""));
        return stage;
    }

    public static Task<ModelJob<JsonElement>> SubmitAsync(this Stage stage, string input, decimal? maxPrice = null) =>
        Soon.Async(
            stage.Client.SubmitAsync(Video, JsonSerializer.Deserialize<JsonElement>(input), new RunOptions { MaxPriceUsd = maxPrice }));

    /// <summary>Tries to submit a job that is too expensive, and returns the remaining budget that the exception contains.</summary>
    public static async Task<decimal?> LeftAsync(this Stage stage)
    {
        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("""{"duration":1000000000}"""));
        return error.LimitUsd;
    }
}
