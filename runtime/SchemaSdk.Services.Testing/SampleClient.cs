namespace SchemaSdk.Services.Testing;

/// <summary>A client that has no models, so that every input is sent.</summary>
internal sealed class SampleClient(ServiceProfile profile, HttpClient http, ModelClientOptions options)
    : ModelClient(ModelService.Of(profile), http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
