using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>A client and the service that it calls.</summary>
internal abstract class RunningService(RunComfyClient client) : IAsyncDisposable
{
    public RunComfyClient Client { get; } = client;

    /// <summary>The text to print after the model id, such as "in the emulator at …".</summary>
    public abstract string Description { get; }

    public virtual ValueTask DisposeAsync() => Client.DisposeAsync();
}
