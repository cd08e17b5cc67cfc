namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>
/// The models of the ready-made client, and those of this project's own schemas, which hold what real ones hold rarely.
/// </summary>
internal static class BenchmarkModels
{
    internal static ModelInfo Find(string id) =>
        BenchmarkClient.Models.Concat(RunComfy.RunComfyClient.Models).Single(model => model.Id == id);
}
