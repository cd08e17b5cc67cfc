namespace SchemaSdk.Machines;

/// <summary>A client for the emulated service that has no generated models.</summary>
internal sealed class MachineClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
