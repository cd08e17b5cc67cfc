namespace SchemaSdk.Services;

/// <summary>A part of the catalogue.</summary>
/// <param name="Models">Every entry of the page, in order.</param>
/// <param name="Total">The number of all entries; null if the service does not say.</param>
internal sealed record CatalogPage(IReadOnlyList<ModelCatalogEntry> Models, long? Total);
