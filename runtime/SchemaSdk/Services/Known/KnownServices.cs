using SchemaSdk.Services.RunComfy;

namespace SchemaSdk.Services.Known;

/// <summary>The supported services.</summary>
internal static class KnownServices
{
    internal static ServiceProfile RunComfy { get; } = new RunComfyProfile();

    /// <summary>The service of a client that names none.</summary>
    internal static ServiceProfile Default => RunComfy;
}
