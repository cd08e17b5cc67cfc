using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

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

internal sealed class BudgetErrors(string modelId, PriceEstimate estimate)
{
    private string Cost => $"A run of {modelId} costs {Dollars.Write(estimate.AmountUsd!.Value)} ({estimate.Reason})";

    internal ModelBudgetException TooExpensive(decimal maxPrice) => New(
        $"{Cost}, more than MaxPriceUsd allows: {Dollars.Write(maxPrice)}. Nothing was sent. "
        + "Ask for less, or raise RunOptions.MaxPriceUsd.",
        maxPrice);

    internal ModelBudgetException OverBudget(decimal left, decimal limit) => New(
        $"{Cost}, more than is left of BudgetUsd: {Dollars.Write(left)} of {Dollars.Write(limit)}. Nothing was sent. "
        + "Running jobs and unknown submits count at their estimates. If a result reports a lower cost, the difference is returned.",
        left);

    // limit: the setting that requires a known price. hasCatalog: true if the client can read a model's price.
    internal ModelBudgetException Unreadable(string limit, bool hasCatalog) => New(
        $"The price of a run of {modelId} cannot be read: {estimate.Reason}. "
        + $"Nothing was sent: with {limit}, no run starts at an unknown price. "
        + $"{(hasCatalog ? "GetModelAsync reads the price. " : "")}Without such a limit, a run starts at any price.",
        limit: null);

    private ModelBudgetException New(string message, decimal? limit) =>
        new(message) { ModelId = modelId, EstimateUsd = estimate.AmountUsd, LimitUsd = limit };
}
