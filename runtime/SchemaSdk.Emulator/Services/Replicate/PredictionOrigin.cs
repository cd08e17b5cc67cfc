namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>How a prediction was submitted. The origin determines what the prediction says about its version.</summary>
internal static class PredictionOrigin
{
    public const string Model = "model";
    public const string Version = "version";
    public const string Deployment = "deployment";
}
