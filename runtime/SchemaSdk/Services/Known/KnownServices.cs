using SchemaSdk.Services.RunComfy;

namespace SchemaSdk.Services.Known;

/// <summary>The services that have a client.</summary>
internal static class KnownServices
{
    internal static ServiceProfile RunComfy { get; } = new RunComfyProfile();

    /// <summary>The service of a client that does not name one.</summary>
    internal static ServiceProfile Default => RunComfy;
}
