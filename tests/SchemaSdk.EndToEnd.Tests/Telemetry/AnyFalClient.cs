namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>A fal client without generated models.</summary>
internal sealed class AnyFalClient(HttpClient http, ModelClientOptions options) : ModelClient(ModelService.Fal, http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
