namespace SchemaSdk.Catalog.Prices;

/// <summary>The catalogue, as far as prices are concerned.</summary>
internal interface IPriceList
{
    /// <exception cref="ModelException">The catalogue could not be read, or refused.</exception>
    Task<ModelCatalogEntry> GetAsync(string modelId);
}
