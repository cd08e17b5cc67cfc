using System.Text.Json;
using SchemaSdk.Tests.Bench;

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
            "A run of acme/video costs $0.50 ($0.10 per second times 5, the default of duration), more than is left of BudgetUsd: "
            + "$0.40 of $1.00. Nothing was sent. Running jobs and unknown submits count at their estimates. "
            + "If a result reports a lower cost, the difference is returned.",
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

    [Fact]
    public async Task Concurrent_runs_never_exceed_the_budget()
    {
        using var stage = Priced.Stage(Priced.PerOutput("1"), budget: 100);

        var runs = await Soon.Async(Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
        {
            try
            {
                await stage.Still.SubmitAsync("a cat");
                return true;
            }
            catch (ModelBudgetException)
            {
                return false;
            }
        }))));

        Assert.Equal((100, 900), (runs.Count(accepted => accepted), runs.Count(accepted => !accepted)));
        Assert.Equal((100, 1), (stage.Script.Submit.Count, stage.Script.Catalog.Count));
    }

    [Fact]
    public async Task An_unknown_submit_counts()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Submit.DoesOnly(Steps.Answer(502));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => stage.SubmitAsync("{}"));

        Assert.Equal(0.5m, await stage.LeftAsync());
    }

    [Theory]
    [InlineData("0.2", 0.8)]
    [InlineData("0", 0.5)]
    [InlineData("0.00", 0.5)]
    [InlineData("0.5", 0.5)]
    [InlineData("3", -2.0)]
    [InlineData("\"0.2\"", 0.8)]
    [InlineData("-1", 0.5)]
    [InlineData("1e400", 0.5)]
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
    public async Task A_status_call_that_sees_the_end_of_the_job_also_replaces_the_estimate()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1, cost: "0.2");

        var job = await stage.SubmitAsync("{}");
        await Soon.Async(job.GetStatusAsync());

        Assert.Equal(0.8m, await stage.LeftAsync());
    }

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData("0", 0.5)]
    [InlineData("0.2", 0.8)]
    public async Task A_failed_job_counts_with_its_estimate_unless_its_result_reports_a_cost(string? cost, double left)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Result.DoesOnly(Steps.Json(
            $$"""{"request_id":"{{Steps.Id}}","status":"failed","error":"out of memory"{{(cost is null ? "" : $",\"cost\":{cost}")}}}"""));

        var job = await stage.SubmitAsync("{}");
        await Soon.Throws<ModelFailedException>(job.WaitAsync());

        Assert.Equal((decimal)left, await stage.LeftAsync());
    }

    [Fact]
    public async Task A_canceled_job_counts()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Status.DoesOnly(Steps.Status("cancelled"));

        var job = await stage.SubmitAsync("{}");
        await Soon.Throws<ModelCanceledException>(job.WaitAsync());

        Assert.Equal(0.5m, await stage.LeftAsync());
    }

    [Fact]
    public async Task An_attached_job_does_not_count()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1, cost: "0.7");

        await Soon.Async(stage.Client.Attach(Priced.Video, "req-1").WaitAsync());

        Assert.Equal(1, await stage.LeftAsync());
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

    [Fact]
    public async Task A_model_without_a_price_is_not_free()
    {
        using var stage = Priced.Stage(Priced.PerOutput("null"), budget: 0.5m);

        var error = await Soon.Throws<ModelBudgetException>(stage.Still.SubmitAsync("a cat"));

        Assert.Equal((null, 0), (error.EstimateUsd, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Two_clients_have_two_budgets()
    {
        using var one = Priced.Stage(Priced.PerSecond, budget: 0.5m);
        using var other = Priced.Stage(Priced.PerSecond, budget: 0.5m);

        await one.SubmitAsync("{}");

        Assert.Equal((0, 0.5m), (await one.LeftAsync(), await other.LeftAsync()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000000001)]
    public void A_budget_that_is_not_a_positive_amount_is_rejected_by_name(double budget)
    {
        var options = new ModelClientOptions { ApiToken = Stage.Token, BudgetUsd = (decimal)budget };

        Assert.Equal("BudgetUsd", Assert.Throws<ArgumentOutOfRangeException>(() => new TestClient(null, options)).ParamName);
        Assert.Equal("BudgetUsd", Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }
}
