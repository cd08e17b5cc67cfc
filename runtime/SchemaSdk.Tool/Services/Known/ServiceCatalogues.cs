using SchemaSdk.Tool.Services.Fal;
using SchemaSdk.Tool.Services.Replicate;
using SchemaSdk.Tool.Services.RunComfy;

namespace SchemaSdk.Tool.Services.Known;

/// <summary>Finds the catalogue of a service by the name of the service.</summary>
internal static class ServiceCatalogues
{
    private static readonly Dictionary<string, Func<CatalogueClient, IServiceCatalogue>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        [ModelService.RunComfy.Name] = static client => new RunComfyCatalogue(client),
        [ModelService.Fal.Name] = static client => new FalCatalogue(client),
        [ModelService.Replicate.Name] = static client => new ReplicateCatalogue(client),
    };

    /// <exception cref="NotSupportedException">The tool cannot read the catalogue of the service.</exception>
    internal static IServiceCatalogue Of(CatalogueClient client) => client.Profile.Names.Name is var name
        && All.TryGetValue(name, out var create)
        ? create(client)
        : throw new NotSupportedException($"schemasdk cannot read the catalogue of {name}.");
}
