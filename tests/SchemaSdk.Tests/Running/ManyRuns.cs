namespace SchemaSdk.Tests.Running;

/// <summary>Creates a service that completes every job, and collects the runs that RunManyAsync returns.</summary>
internal static class ManyRuns
{
    public static Stage Finishing(params Step[] submits)
    {
        var stage = new Stage();
        stage.Script.Submit.Does(submits.Length == 0 ? [Steps.Accepted] : submits);
        stage.Script.Status.Does(Steps.Status("completed"));
        stage.Script.Result.Does(Steps.Succeeded);
        return stage;
    }

    public static Task<List<ModelRun<string, JsonElement>>> AllOf(IAsyncEnumerable<ModelRun<string, JsonElement>> runs) =>
        Soon.Async(runs.ToListAsync().AsTask());

    public static async Task CollectAsync<T>(IAsyncEnumerable<T> items, List<T> all)
    {
        await foreach (var item in items)
        {
            all.Add(item);
        }
    }
}
