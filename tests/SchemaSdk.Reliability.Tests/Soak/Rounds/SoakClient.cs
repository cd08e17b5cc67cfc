using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>A client and its clock.</summary>
internal sealed record SoakClient(RunComfyClient Client, TimeProvider Time) : IDisposable
{
    public void Dispose() => Client.Dispose();
}
