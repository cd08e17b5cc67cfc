using SchemaSdk.CompilerServices;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Tool.Tests.Emulate;

/// <summary>A fal client like one that a package contains.</summary>
[ClientService("Fal")]
public sealed class PackedFalClient() : ModelClient(ModelService.Fal, options: null)
{
    public static IReadOnlyList<ModelInfo> Models => RunComfyClient.Models;

    protected override ModelInfo? FindModel(string modelId) => null;
}
