namespace SchemaSdk.Tests.Prices;

public sealed class MaxPriceTests() : StageTest(Priced.Stage(Priced.PerSecond))
{
    [Fact]
    public async Task A_run_that_costs_more_than_its_limit_is_not_submitted()
    {
        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => Priced.SubmitAsync(Stage, """{"duration":10}""", maxPrice: 0.99m));

        Assert.Equal(
            "A run of acme/video costs $1.00 ($0.10 per second times 10, the duration of the input), but MaxPriceUsd is $0.99. "
            + "Nothing was sent. Change the input so that the run costs less, or raise RunOptions.MaxPriceUsd.",
            error.Message);
        Assert.Equal((Priced.Video, null, 1.0m, 0.99m), (error.ModelId, error.RequestId, error.EstimateUsd, error.LimitUsd));
        Assert.Equal(0, Stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData("""{"duration":3}""", 0.3)]
    [InlineData("""{}""", 0.5)]
    [InlineData("""{"duration":"auto"}""", 1.5)]
    public async Task A_run_that_costs_exactly_its_limit_is_submitted(string input, double maxPrice)
    {
        await Priced.SubmitAsync(Stage, input, (decimal)maxPrice);

        Assert.Equal(1, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_estimate_of_a_model_or_of_the_client_submits_nothing()
    {
        var untyped = await Soon.Async(
            Stage.Client.EstimateAsync(Priced.Video, JsonSerializer.Deserialize<JsonElement>("""{"duration":10}""")));
        var typed = await Soon.Async(Stage.Still.EstimateAsync("a cat"));

        Assert.Equal((1.0m, "duration", 0.5m), (untyped.AmountUsd, untyped.CountedInput, typed.AmountUsd));
        Assert.Equal(0, Stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_limit_applies_to_typed_runs_too()
    {
        using var stage = Priced.Stage(Priced.PerOutput("0.044"));

        await Soon.Async(stage.Still.RunAsync("a cat", new RunOptions { MaxPriceUsd = 0.044m }));
        var error = await Soon.Throws<ModelBudgetException>(stage.Still.RunAsync("a cat", new RunOptions { MaxPriceUsd = 0.043m }));

        Assert.Contains("costs $0.044 ($0.044 per output)", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Theory]
    [InlineData("""null,"price_unit":null""", "the catalogue has no price for it")]
    [InlineData("""-1,"price_unit":"output" """, "its price is -1, which is not a dollar amount above zero")]
    [InlineData("""0,"price_unit":"output" """, "its price is 0, which is not a dollar amount above zero")]
    [InlineData("""1e400,"price_unit":"output" """, "its price is 1e400, which is not a dollar amount above zero")]
    [InlineData(""" "free","price_unit":"output" """, "its price is \"free\", which is not a dollar amount above zero")]
    [InlineData("0.5", "its price of $0.50 has no unit")]
    [InlineData("""0.5,"price_unit":"token" """, "a run costs $0.50 per \"token\", not per output or second")]
    [InlineData("""0.5,"price_unit":7""", "its price of $0.50 has no unit")]
    public async Task A_run_whose_price_cannot_be_read_is_not_submitted_and_the_error_says_why(string price, string why)
    {
        using var stage = Priced.Stage(Priced.Entry(price));

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}", maxPrice: 1000));

        Assert.StartsWith(
            $"The price of a run of acme/video cannot be read: {why}. Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Equal((Priced.Video, null, null), (error.ModelId, error.EstimateUsd, error.LimitUsd));
        Assert.Equal(0, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_run_priced_per_second_is_not_submitted_if_its_duration_is_unknown()
    {
        using var stage = Priced.Stage(Steps.Json("""{"model_id":"acme/video","base_price_usd":0.1,"price_unit":"second"}"""));

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}", maxPrice: 1000));

        Assert.Contains("but the input has no duration, and no schema has", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_invalid_input_is_rejected_without_requesting_the_price()
    {
        await Soon.Throws<ModelInputException>(Stage.Still.SubmitAsync("wrong", new RunOptions { MaxPriceUsd = 1 }));

        Assert.Empty(Stage.Script.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1000000001)]
    public async Task The_error_for_a_limit_out_of_range_names_the_option(double maxPrice)
    {
        var options = new RunOptions { MaxPriceUsd = (decimal)maxPrice };

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Stage.Still.SubmitAsync("a cat", options));
        var ofMany = Assert.Throws<ArgumentOutOfRangeException>(() => Stage.Still.RunManyAsync(["a cat"], options: options));

        Assert.Equal(("MaxPriceUsd", "MaxPriceUsd"), (error.ParamName, ofMany.ParamName));
        Assert.Empty(Stage.Script.Requests);
    }

    [Fact]
    public async Task Only_the_runs_that_cost_more_than_the_limit_fail()
    {
        var videos = new VideoModel(Stage.Client);

        List<ModelRun<int, JsonElement>> runs = [];
        await Soon.Async(
            Running.ManyRuns.CollectAsync(videos.RunManyAsync([5, 6, 7, 4], options: new RunOptions { MaxPriceUsd = 0.5m }), runs));

        Assert.Equal([5, 4], runs.Where(run => run.Result is not null).OrderBy(run => run.Index).Select(run => run.Input));
        Assert.All(runs.Where(run => run.Result is null), run => Assert.IsType<ModelBudgetException>(run.Error));
        Assert.Equal((2, 1), (Stage.Script.Submit.Count, Stage.Script.Catalog.Count));
    }
}
