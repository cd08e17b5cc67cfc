namespace SchemaSdk.Tool.Catalogue;

/// <summary>The models that a command read from the catalogue.</summary>
/// <param name="Entries">The entries, in any order.</param>
internal sealed record TakenModels(IReadOnlyList<ModelCatalogEntry> Entries)
{
    /// <summary>The number of all models in the catalogue; null if it was not read in full.</summary>
    internal int? WholeCatalogue { get; init; }

    /// <summary>The models that are gone from the catalogue.</summary>
    internal IReadOnlyList<string> Gone { get; init; } = [];
}
