using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>A client and what it talks to.</summary>
internal abstract class RunningService(RunComfyClient client) : IAsyncDisposable
{
    public RunComfyClient Client { get; } = client;

    /// <summary>Follows the model's id: "in the emulator at …".</summary>
    public abstract string Description { get; }

    public virtual ValueTask DisposeAsync() => Client.DisposeAsync();
}
