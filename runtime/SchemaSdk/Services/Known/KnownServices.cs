using SchemaSdk.Services.RunComfy;

namespace SchemaSdk.Services.Known;

/// <summary>The services that SchemaSdk knows.</summary>
internal static class KnownServices
{
    internal static ServiceProfile RunComfy { get; } = new RunComfyProfile();

    internal static IReadOnlyList<ServiceProfile> All { get; } = [RunComfy];

    /// <summary>Finds a service by its name, ignoring case; null if SchemaSdk does not know it.</summary>
    internal static ServiceProfile? Find(string name)
    {
        foreach (var service in All)
        {
            if (string.Equals(service.Names.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return service;
            }
        }

        return null;
    }
}
