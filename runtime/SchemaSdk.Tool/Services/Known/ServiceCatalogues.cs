using SchemaSdk.Tool.Services.RunComfy;

namespace SchemaSdk.Tool.Services.Known;

/// <summary>Finds the catalogue of a service by the name of the service.</summary>
internal static class ServiceCatalogues
{
    /// <exception cref="NotSupportedException">The tool cannot read the catalogue of the service.</exception>
    internal static IServiceCatalogue Of(CatalogueClient client) => client.Profile.Names.Name switch
    {
        "RunComfy" => new RunComfyCatalogue(client),
        var name => throw new NotSupportedException($"{name} has no catalogue that can be read."),
    };
}
