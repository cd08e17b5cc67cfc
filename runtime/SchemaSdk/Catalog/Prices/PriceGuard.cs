using SchemaSdk.Client.Settings;

namespace SchemaSdk.Catalog.Prices;

/// <summary>Lets no run out that costs more than its caller allows.</summary>
internal sealed class PriceGuard(ClientSettings settings, PriceBook book)
{
    private readonly ClientBudget? _budget = settings.BudgetUsd is { } limit ? new ClientBudget(limit) : null;

    // maxPrice: what the run itself may cost at most, in US dollars; null: only the budget counts.
    /// <summary>Takes the price of a run from the budget, before the run is submitted.</summary>
    /// <returns>The amount that it takes; null if there is no budget.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ModelBudgetException">It costs too much, or nobody knows what.</exception>
    internal async Task<Reservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
        var errors = new BudgetErrors(modelId, estimate);
        if (estimate.AmountUsd is not { } amount)
        {
            throw errors.Unreadable("MaxPriceUsd or BudgetUsd set");
        }

        if (amount > maxPrice)
        {
            throw errors.TooDear(maxPrice.Value);
        }

        return _budget is null ? null
            : _budget.TryTake(amount, out var left) ? new Reservation(_budget, amount)
            : throw errors.OverBudget(left, _budget.Limit);
    }

    /// <summary>Reads the price of a run, which a ledger keeps a budget by.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ModelBudgetException">Nobody knows it.</exception>
    internal async Task<decimal> PriceAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
        return estimate.AmountUsd ?? throw new BudgetErrors(modelId, estimate).Unreadable("a budget in the ledger");
    }

    private async Task<PriceEstimate> EstimateAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var service = settings.Service;
        return service.Catalog is null
            ? PriceEstimate.Unreadable($"{service.Names.Name} has no catalogue of prices")
            : PriceEstimate.Of(service, modelId, await book.GetAsync(modelId, cancellationToken).ConfigureAwait(false), model, input.Span);
    }
}
