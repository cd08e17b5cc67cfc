namespace SchemaSdk.Tests.Services;

/// <summary>A base class for tests, each of which has its own client for a service with this profile.</summary>
public abstract class ServiceTest : IDisposable
{
    private protected ServiceTest(ServiceProfile profile) => Stage = new(profile);

    private protected ServiceStage Stage { get; }

    private protected OtherServer Server => Stage.Server;

    public void Dispose()
    {
        Stage.Dispose();
        GC.SuppressFinalize(this);
    }
}
