namespace SchemaSdk.Integration.Tests.Reconciling;

internal sealed class ListedClient(ModelService service, HttpClient http, ModelClientOptions options)
    : ModelClient(service, http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
