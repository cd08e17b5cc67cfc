using SchemaSdk.Client.Settings;

namespace SchemaSdk.Catalog.Prices;

/// <summary>Refuses runs that cost more than the caller allows.</summary>
internal sealed class PriceGuard(ClientSettings settings, PriceBook book, ModelCatalog catalog)
{
    private readonly ClientBudget? _budget = settings.BudgetUsd is { } limit ? new ClientBudget(limit) : null;

    /// <summary>Reserves the estimated cost of a run in the budget, before the run is submitted.</summary>
    /// <returns>The reservation; null if the client has no budget.</returns>
    /// <exception cref="ModelBudgetException">The run costs too much, or its price is unknown.</exception>
    // maxPrice: the limit for this run in US dollars; null if only the budget limits it.
    internal async Task<Reservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
        var errors = new BudgetErrors(modelId, estimate);
        if (estimate.AmountUsd is not { } amount)
        {
            throw errors.Unreadable("MaxPriceUsd or BudgetUsd set", settings.Service.Catalog is not null);
        }

        if (amount > maxPrice)
        {
            throw errors.TooExpensive(maxPrice.Value);
        }

        return _budget is null ? null
            : _budget.TryTake(amount, out var left) ? new Reservation(_budget, amount)
            : throw errors.OverBudget(left, _budget.Limit);
    }

    /// <summary>Returns the estimated cost of a run, for the budget of a ledger.</summary>
    internal async Task<decimal> PriceAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
        return estimate.AmountUsd ?? throw new BudgetErrors(modelId, estimate)
            .Unreadable("a budget in the ledger", settings.Service.Catalog is not null);
    }

    /// <summary>Estimates the cost of a run. The estimate has no amount if the price is unknown.</summary>
    internal async Task<PriceEstimate> EstimateAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var service = settings.Service;
        try
        {
            if (service.PriceRequestFor(settings.BaseAddress, modelId, input) is { } request)
            {
                if (!TokenHosts.Allow(settings, request.Address))
                {
                    return PriceEstimate.Unreadable($"the profile asks {request.Address.Authority}, to which no token may be sent");
                }

                var errors = PriceBook.ErrorsOf(modelId, "price");
                return PriceEstimate.Asked(await catalog.PriceAsync(request, errors, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is not (ModelException or OperationCanceledException or ObjectDisposedException))
        {
            // The profile's own code threw an exception.
            return PriceEstimate.Unreadable($"{exception.GetType().Name} was thrown: {exception.Message}");
        }

        return service.Catalog is null
            ? PriceEstimate.Unreadable($"the client reads no prices of {service.Names.Name}")
            : PriceEstimate.Of(service, modelId, await book.GetAsync(modelId, cancellationToken).ConfigureAwait(false), model, input.Span);
    }
}
