namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>
/// The models of the ready-made client, and those of this project's schemas, which have forms that are rare in real ones.
/// </summary>
internal static class BenchmarkModels
{
    internal static ModelInfo Find(string id) =>
        BenchmarkClient.Models.Concat(RunComfy.RunComfyClient.Models).Single(model => model.Id == id);
}
