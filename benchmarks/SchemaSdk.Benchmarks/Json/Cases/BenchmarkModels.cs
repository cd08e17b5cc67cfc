namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>
/// Finds the models to measure: those of the RunComfy client, and invented ones whose schemas have forms that are rare in practice.
/// </summary>
internal static class BenchmarkModels
{
    internal static ModelInfo Find(string id) =>
        BenchmarkClient.Models.Concat(RunComfy.RunComfyClient.Models).Single(model => model.Id == id);
}
