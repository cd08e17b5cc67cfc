namespace SchemaSdk.Machines;

/// <summary>A client without generated models, for the emulated service.</summary>
internal sealed class MachineClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
