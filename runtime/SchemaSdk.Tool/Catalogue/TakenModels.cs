namespace SchemaSdk.Tool.Catalogue;

/// <summary>Models that a command read from the catalogue, and what is to become of them.</summary>
/// <param name="Entries">The entries, in any order.</param>
internal sealed record TakenModels(IReadOnlyList<ModelCatalogEntry> Entries)
{
    /// <summary>The number of all models of the catalogue; null if it was not read whole.</summary>
    internal int? WholeCatalogue { get; init; }

    /// <summary>The models that are gone from the catalogue.</summary>
    internal IReadOnlyList<string> Gone { get; init; } = [];
}
