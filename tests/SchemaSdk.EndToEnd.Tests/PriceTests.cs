using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;
using SchemaSdk.Sqlite;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class PriceTests
{
    [Fact]
    public async Task The_estimate_of_a_run_is_its_cost()
    {
        await using var emulated = await StartAsync();
        var model = emulated.Client.Kling.Kling3_0.Pro.TextToVideo;

        var brief = await model.RunAsync(Video(3), new RunOptions { MaxPriceUsd = 0.3m });
        var usual = await model.RunAsync(new() { Prompt = "a boat" }, new RunOptions { MaxPriceUsd = 0.5m });
        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => model.RunAsync(Video(4), new RunOptions { MaxPriceUsd = 0.39m }));

        Assert.Equal((0.3m, 0.5m, 0.4m), (brief.CostUsd, usual.CostUsd, error.EstimateUsd));
        Assert.Equal((2, 1), (emulated.Service.Bills, emulated.Service.RequestsOf(EmulatorCall.Catalog)));
    }

    [Fact]
    public async Task Concurrent_runs_cost_no_more_than_the_budget()
    {
        await using var emulated = await StartAsync();
        using var client = emulated.Another(options => options.BudgetUsd = 2.5m);

        List<ModelRun<TextToVideoInput, TextToVideoOutput>> runs = [];
        await foreach (var run in client.Kling.Kling3_0.Pro.TextToVideo.RunManyAsync(Enumerable.Repeat(Video(5), 40), maxInFlight: 40))
        {
            runs.Add(run);
        }

        Assert.Equal((5, 40), (emulated.Service.Bills, runs.Count));
        Assert.Equal(2.5m, runs.Sum(run => run.Result?.CostUsd ?? 0));
        Assert.Equal(35, runs.Count(run => run.Error is ModelBudgetException));
    }

    [Fact]
    public async Task With_a_ledger_the_budget_of_a_client_survives_restarts()
    {
        using var folder = new TemporaryFolder();
        await using var emulated = await StartAsync();
        await using (var ledger = new SqliteJobLedger(folder.File("jobs.db")))
        {
            using var before = emulated.Another(configure: options => (options.BudgetUsd, options.Ledger) = (1, ledger));
            await before.Kling.Kling3_0.Pro.TextToVideo.RunAsync(Video(6));
        }

        await using var again = new SqliteJobLedger(folder.File("jobs.db"));
        using var client = emulated.Another(configure: options => (options.BudgetUsd, options.Ledger) = (1, again));
        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(Video(5)));
        await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(Video(4));

        Assert.Equal((0.5m, 0.4m), (refused.EstimateUsd, refused.LimitUsd));
        Assert.Equal(2, emulated.Service.Bills);
    }

    [Fact]
    public async Task The_catalogue_lists_the_models_of_the_client()
    {
        await using var emulated = await StartAsync();

        List<ModelCatalogEntry> models = [];
        await foreach (var model in emulated.Client.ListModelsAsync())
        {
            models.Add(model);
        }

        var one = await emulated.Client.GetModelAsync("kling/kling-3.0/pro/text-to-video");
        Assert.Equal(RunComfyClient.Models.Select(model => model.Id), models.Select(model => model.Id));
        Assert.Equal(
            (0.1m, "second", models.Single(model => model.Id == one.Id).InputSchema), (one.BasePriceUsd, one.PriceUnit, one.InputSchema));
        Assert.Empty(await FoundAsync(emulated.Client, "no such model"));
        Assert.Equal([one.Id], await FoundAsync(emulated.Client, "kling-3.0/PRO/text"));
    }

    private static async Task<List<string>> FoundAsync(RunComfyClient client, string search)
    {
        List<string> ids = [];
        await foreach (var model in client.ListModelsAsync(search))
        {
            ids.Add(model.Id);
        }

        return ids;
    }

    private static TextToVideoInput Video(int seconds) => new() { Prompt = "a boat", Duration = seconds };

    private static Task<EmulatedClient> StartAsync() => EmulatedClient.StartAsync(
        new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => EmulatedPrice.PerSecond(0.1m) });
}
