using SchemaSdk.Settings;

namespace SchemaSdk.Prices;

/// <summary>Lets no run out that costs more than its caller allows.</summary>
internal sealed class PriceGuard(ClientSettings settings, PriceBook book)
{
    private readonly BudgetLedger? _budget = settings.Budget is { } limit ? new BudgetLedger(limit.Usd) : null;

    // maxPrice: what the run itself may cost at most, in US dollars; null: only the budget counts.
    /// <summary>Takes the price of a run from the budget, before the run is submitted.</summary>
    /// <returns>The amount that it takes; null if there is no budget.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ModelBudgetException">It costs too much, or nobody knows what.</exception>
    internal async Task<Reservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken)
    {
        var service = settings.Service;
        var estimate = service.Catalog is null
            ? PriceEstimate.Unreadable($"{service.Names.Name} has no catalogue of prices")
            : PriceEstimate.Of(service, modelId, await book.GetAsync(modelId, cancellationToken).ConfigureAwait(false), model, input.Span);
        var errors = new BudgetErrors(modelId, estimate);
        if (estimate.AmountUsd is not { } amount)
        {
            throw errors.Unreadable();
        }

        if (amount > maxPrice)
        {
            throw errors.TooDear(maxPrice.Value);
        }

        return _budget is null ? null
            : _budget.TryTake(amount, out var left) ? new Reservation(_budget, amount)
            : throw errors.OverBudget(left, _budget.Limit);
    }
}
