namespace SchemaSdk.Machines;

/// <summary>A client of the emulated service, without generated models.</summary>
internal sealed class MachineClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
{
    protected override ModelInfo? FindModel(string modelId) => null;
}
