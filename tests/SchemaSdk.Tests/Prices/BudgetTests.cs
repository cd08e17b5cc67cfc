namespace SchemaSdk.Tests.Prices;

public class BudgetTests
{
    [Fact]
    public async Task A_run_that_exceeds_the_budget_is_not_submitted()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        await stage.SubmitAsync("""{"duration":6}""");

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}"));

        Assert.Equal(
            "A run of acme/video costs $0.50 ($0.10 per second times 5, the default of duration), but only "
            + "$0.40 of BudgetUsd ($1.00) is left. Nothing was sent. Running and unknown jobs are counted at their estimated cost. "
            + "If a result reports a lower cost, the difference is returned to the budget.",
            error.Message);
        Assert.Equal((Priced.Video, 0.5m, 0.4m), (error.ModelId, error.EstimateUsd, error.LimitUsd));
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task A_budget_can_be_spent_to_the_last_cent()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 0.3m);

        await stage.SubmitAsync("""{"duration":1}""");
        await stage.SubmitAsync("""{"duration":1}""");
        await stage.SubmitAsync("""{"duration":1}""");

        Assert.Equal(0, await stage.LeftAsync());
    }

    [Fact]
    public async Task MaxPriceUsd_and_BudgetUsd_apply_together()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 100);

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}", maxPrice: 0.4m));

        Assert.Contains("MaxPriceUsd", error.Message, StringComparison.Ordinal);
        Assert.Equal(100, await stage.LeftAsync());
    }

    private static readonly Dictionary<string, (decimal Left, Func<Stage, Task> Run)> Outcomes = new()
    {
        ["an unknown submit"] = (0.5m, static async stage =>
        {
            stage.Script.Submit.DoesOnly(Steps.Answer(502));
            await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => stage.SubmitAsync("{}"));
        }
        ),
        ["a status call that sees the end of the job"] = (0.8m, static async stage =>
            await Soon.Async((await stage.SubmitAsync("{}")).GetStatusAsync())),
        ["a canceled job"] = (0.5m, static async stage =>
        {
            stage.Script.Status.DoesOnly(Steps.Status("cancelled"));
            await Soon.Throws<ModelCanceledException>((await stage.SubmitAsync("{}")).WaitAsync());
        }
        ),
        ["an attached job"] = (1, static stage => Soon.Async(stage.Client.Attach(Priced.Video, "req-1").WaitAsync())),
        ["a failed job"] = (0.5m, static stage => FailAsync(stage, "")),
        ["a failed job with the cost zero"] = (0.5m, static stage => FailAsync(stage, ",\"cost\":0")),
        ["a failed job with a cost"] = (0.8m, static stage => FailAsync(stage, ",\"cost\":0.2")),
        ["a file that cannot be read"] = (1, static stage => Soon.Throws<ModelInputException>(
            new Uploads.FilesModel(stage.Client).SubmitAsync([ModelFile.FromPath("none.png")]))),
        ["HTTP 402"] = (1, static stage => RefuseAsync<ModelApiException>(stage, Steps.Answer(402))),
        ["no connection"] = (1, static stage => RefuseAsync<ModelUnavailableException>(
            stage, Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)))),
        ["a run that was canceled before it was sent"] = (1, static async stage =>
        {
            var hang = Hang.BeforeBody;
            stage.Script.Submit.DoesOnly(hang.Step);
            var submit = stage.Client.SubmitAsync(Priced.Video, JsonElement.Parse("{}"), null, stage.Stop.Token);
            await hang.Reached;
            await stage.Stop.CancelAsync();
            await Soon.Throws<OperationCanceledException>(submit);
        }
        ),
        ["no token"] = (1, static async stage =>
        {
            var hasToken = true;
            stage.Options.ApiToken = null;
            stage.Options.TokenProvider = _ => hasToken ? new(Stage.Token) : throw new InvalidOperationException("no token");
            await stage.LeftAsync();
            hasToken = false;
            await Assert.ThrowsAsync<ModelConfigurationException>(() => stage.SubmitAsync("{}"));
        }
        ),
    };

    public static TheoryData<string> OutcomeNames => [.. Outcomes.Keys];

    [Theory]
    [MemberData(nameof(OutcomeNames))]
    public async Task A_run_that_may_be_charged_counts_at_its_estimate_until_its_cost_is_reported(string outcome)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1, cost: "0.2");

        await Outcomes[outcome].Run(stage);

        Assert.Equal(Outcomes[outcome].Left, await stage.LeftAsync());
    }

    [Theory]
    [InlineData("0.2", 0.8)]
    [InlineData("0", 0.5)]
    [InlineData("3", -2.0)]
    [InlineData(null, 0.5)]
    public async Task A_reported_cost_above_zero_replaces_the_estimate(string? cost, double left)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1, cost);

        var job = await stage.SubmitAsync("{}");
        var whileItRan = await stage.LeftAsync();
        await Soon.Async(job.WaitAsync());
        await Soon.Async(job.WaitAsync());

        Assert.Equal((0.5m, (decimal)left), (whileItRan, await stage.LeftAsync()));
    }

    [Fact]
    public async Task Only_the_runs_that_exceed_the_budget_fail()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        var videos = new VideoModel(stage.Client);

        List<ModelRun<int, JsonElement>> runs = [];
        await Soon.Async(Running.ManyRuns.CollectAsync(videos.RunManyAsync([4, 5, 3, 1], maxInFlight: 1), runs));

        Assert.Equal([true, true, false, true], runs.Select(run => run.Result is not null));
        var error = Assert.IsType<ModelBudgetException>(runs[2].Error);
        Assert.Equal((0.3m, 0.1m, null), (error.EstimateUsd, error.LimitUsd, runs[2].RequestId));
        Assert.Equal(3, stage.Script.Submit.Count);
    }

    private static async Task FailAsync(Stage stage, string cost)
    {
        stage.Script.Result.DoesOnly(Steps.Json(
            $$"""{"request_id":"{{Steps.Id}}","status":"failed","error":"out of memory"{{cost}}}"""));
        await Soon.Throws<ModelFailedException>((await stage.SubmitAsync("{}")).WaitAsync());
    }

    private static Task<T> RefuseAsync<T>(Stage stage, Step answer)
        where T : Exception
    {
        stage.Script.Submit.DoesOnly(answer);
        return Assert.ThrowsAsync<T>(() => stage.SubmitAsync("{}"));
    }
}
