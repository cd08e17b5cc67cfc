using System.Runtime.CompilerServices;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog;

/// <summary>Reads the catalogue of the service.</summary>
internal sealed class ModelCatalog(ServiceLine line, RequestBudget budget)
{
    // Two hundred times the size of the catalogue in 2026. The limit stops a server that returns entries endlessly.
    private const int MostEntries = 100_000;

    private CatalogProfile Profile => line.Settings.Service.Catalog
        ?? throw new NotSupportedException(
            $"The client cannot read the catalogue of {line.Settings.Service.Names.Name}. The client's models are in its list Models.");

    internal Task<ModelCatalogEntry> GetAsync(string modelId, CatalogErrors errors, CancellationToken cancellationToken) =>
        ReadAsync(Profile.ModelAddress(line.Settings.BaseAddress, modelId), Profile.ReadModel, errors, cancellationToken);

    /// <summary>Asks the service for the price of a run.</summary>
    internal async Task<decimal> PriceAsync(PriceRequest request, CatalogErrors errors, CancellationToken cancellationToken) =>
        (decimal)await ReadAsync(
            request.Address, body => (object?)line.Settings.Service.ReadPrice(body), errors, cancellationToken, request)
            .ConfigureAwait(false);

    /// <summary>Reads each page only after the caller has enumerated the previous one.</summary>
    internal async IAsyncEnumerable<ModelCatalogEntry> ListAsync(
        string? search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var errors = new CatalogErrors(modelId: null);
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (int read = 0, count; ; read += count)
        {
            var address = Profile.ModelsAddress(line.Settings.BaseAddress, search, read);
            var page = await ReadAsync(address, Profile.ReadModels, errors, cancellationToken).ConfigureAwait(false);
            count = page.Models.Count;
            var anyNew = false;
            foreach (var model in page.Models)
            {
                // Entries move to later pages when a catalogue grows during the read, so a page may repeat entries that were already
                // returned.
                if (model.Id.Length == 0 || given.Add(model.Id))
                {
                    anyNew |= model.Id.Length > 0;
                    yield return model;
                }
            }

            if (count == 0 || (page.Total is { } total ? read + count >= total : count < Profile.MostModels))
            {
                yield break;
            }

            if (!anyNew)
            {
                throw errors.Repeated(read + count);
            }

            if (read + count >= MostEntries)
            {
                throw errors.Endless(read + count);
            }
        }
    }

    // price: the request for a price; null for a document of the catalogue.
    private async Task<T> ReadAsync<T>(
        Uri address, Func<ReadOnlyMemory<byte>, T?> read, CatalogErrors errors, CancellationToken caller, PriceRequest? price = null)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        using var end = line.Stop.EndWithClient(stop);
        try
        {
            return await new CatalogReads(line, budget, errors, price).ReadAsync(address, read, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || line.Stop.IsDisposed)
        {
            caller.ThrowIfCancellationRequested();
            throw errors.Disposed();
        }
    }
}
