namespace SchemaSdk.Services.Testing;

/// <summary>A client without models, which therefore sends every input unchecked.</summary>
internal sealed class SampleClient(ServiceProfile profile, HttpClient http, ModelClientOptions options)
    : ModelClient(ModelService.Of(profile), http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
