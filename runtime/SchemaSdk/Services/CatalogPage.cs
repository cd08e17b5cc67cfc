namespace SchemaSdk.Services;

/// <summary>One page of the catalogue.</summary>
// Total: the number of entries in the whole catalogue; null if the service does not say.
internal sealed record CatalogPage(IReadOnlyList<ModelCatalogEntry> Models, long? Total);
