namespace SchemaSdk.Machines;

/// <summary>A client without models of its own.</summary>
internal sealed class MachineClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
