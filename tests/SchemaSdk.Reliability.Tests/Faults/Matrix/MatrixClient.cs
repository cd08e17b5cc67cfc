namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A client that can be created for each service of the matrix.</summary>
internal sealed class MatrixClient : ModelClient
{
    public MatrixClient(ModelService service, ModelClientOptions options)
        : base(service, options)
    {
    }

    public MatrixClient(ModelService service, HttpClient http, ModelClientOptions options)
        : base(service, http, options)
    {
    }

    protected override ModelInfo? FindModel(string modelId) => null;
}
