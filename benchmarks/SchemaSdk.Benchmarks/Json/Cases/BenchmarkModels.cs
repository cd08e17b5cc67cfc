namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>
/// The models of the RunComfy client, and those of this project's schemas, which have forms that real schemas rarely have.
/// </summary>
internal static class BenchmarkModels
{
    internal static ModelInfo Find(string id) =>
        BenchmarkClient.Models.Concat(RunComfy.RunComfyClient.Models).Single(model => model.Id == id);
}
