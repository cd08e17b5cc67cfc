namespace SchemaSdk.Tests.Services;

/// <summary>A base class for tests, each of which has its own client for fal and its own client for Replicate.</summary>
public abstract class FalAndReplicateTest : IDisposable
{
    private protected ServiceStage AtFal { get; } = new(ModelService.Fal.Profile);

    private protected ServiceStage AtReplicate { get; } = new(ModelService.Replicate.Profile);

    public void Dispose()
    {
        AtFal.Dispose();
        AtReplicate.Dispose();
        GC.SuppressFinalize(this);
    }
}
