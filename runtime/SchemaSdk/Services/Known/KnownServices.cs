using SchemaSdk.Services.Fal;
using SchemaSdk.Services.Replicate;
using SchemaSdk.Services.RunComfy;

namespace SchemaSdk.Services.Known;

/// <summary>The services that SchemaSdk knows.</summary>
internal static class KnownServices
{
    internal static ServiceProfile RunComfy { get; } = new RunComfyProfile();

    internal static ServiceProfile Fal { get; } = new FalProfile();

    internal static ServiceProfile Replicate { get; } = new ReplicateProfile();

    internal static IReadOnlyList<ServiceProfile> All { get; } = [RunComfy, Fal, Replicate];

    /// <summary>Finds a service by its name, ignoring case; null if SchemaSdk does not know it.</summary>
    internal static ServiceProfile? Find(string name) =>
        All.FirstOrDefault(service => string.Equals(service.Names.Name, name, StringComparison.OrdinalIgnoreCase));
}
