namespace SchemaSdk.Tests.Running;

/// <summary>Collects the runs that RunManyAsync returns.</summary>
internal static class ManyRuns
{
    /// <summary>Creates a stage whose service gives these answers to submits, and completes every job.</summary>
    public static Stage Finishing(params Step[] submits)
    {
        var stage = Stage.Succeeding();
        stage.Script.Submit.DoesOnly(submits);
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
