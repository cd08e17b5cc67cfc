using SchemaSdk.Jobs;
using SchemaSdk.Settings;

namespace SchemaSdk.Prices;

/// <summary>Lets no run out that costs more than its caller allows. Without a limit it asks nobody anything.</summary>
internal sealed class PriceGuard(ClientContext context)
{
    private readonly PriceBook _book = new(context);
    private readonly BudgetLedger? _budget = context.Settings.BudgetUsd is { } limit ? new BudgetLedger(limit) : null;

    /// <exception cref="ArgumentOutOfRangeException">The limit of the run is none.</exception>
    internal static decimal? MaxPriceOf(RunOptions? options) => ClientSettings.Limit(options?.MaxPriceUsd, nameof(RunOptions.MaxPriceUsd));

    /// <summary>Takes the price of a run from the budget, before the run is submitted.</summary>
    /// <returns>What it takes; null where there is no budget.</returns>
    /// <exception cref="ModelBudgetException">It costs too much, or nobody knows what.</exception>
    internal ValueTask<Reservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, RunOptions? options, CancellationToken cancellationToken) =>
        _budget is null && options?.MaxPriceUsd is null
            ? default
            : new(ReserveAsync(modelId, model, input, options?.MaxPriceUsd, cancellationToken));

    private async Task<Reservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken)
    {
        var service = context.Settings.Service;
        var estimate = service.Catalog is null
            ? PriceEstimate.Unreadable($"{service.Names.Name} has no catalogue of prices")
            : PriceEstimate.Of(service, modelId, await EntryOfAsync(modelId, cancellationToken).ConfigureAwait(false), model, input.Span);
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

    private async Task<ModelCatalogEntry> EntryOfAsync(string modelId, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await _book.GetAsync(modelId, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new SubmitErrors(modelId).Canceled(cancellationToken, exception);
        }
    }
}
