using SchemaSdk.Catalog;
using SchemaSdk.Catalog.Prices;

namespace SchemaSdk.Client;

/// <summary>Gives the prices what the catalogue says of a model.</summary>
internal sealed class CatalogPrices(ModelCatalog catalog) : IPriceList
{
    public Task<ModelCatalogEntry> GetAsync(string modelId) => catalog.GetAsync(
        modelId,
        new CatalogErrors(modelId, " Its price is needed, since MaxPriceUsd, BudgetUsd or the budget of a ledger is set: "
            + "nothing was sent."),
        CancellationToken.None);
}
