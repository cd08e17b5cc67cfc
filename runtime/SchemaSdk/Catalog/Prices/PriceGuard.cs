namespace SchemaSdk.Catalog.Prices;

/// <summary>Refuses runs that cost more than the caller allows.</summary>
internal sealed class PriceGuard(ClientSettings settings, PriceBook book, ModelCatalog catalog)
{
    private readonly ClientBudget? _budget = settings.BudgetUsd is { } limit ? new ClientBudget(limit) : null;

    /// <summary>Estimates the cost of a run, and reserves it in the budget, before the run is submitted.</summary>
    /// <returns>The estimate, and the reservation, which is null if the client has no budget or the ledger enforces the budget.</returns>
    /// <exception cref="ModelBudgetException">The run costs too much, or its price is unknown.</exception>
    // isForLedger: true if a budget in the ledger needs the estimate. isKept: true if the ledger enforces the client's budget.
    internal async Task<(decimal Price, Reservation? Reservation)> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, bool isForLedger, bool isKept, bool isOfWorker,
        CancellationToken cancellationToken)
    {
        var estimate = await EstimateAsync(modelId, model, input, isOfWorker, cancellationToken).ConfigureAwait(false);
        if (estimate.AmountUsd is not { } amount)
        {
            throw Refused(
                $"The price of a run of {modelId} cannot be read: {estimate.Basis}. Nothing was sent, "
                + $"because {(isForLedger ? "a budget in the ledger" : "MaxPriceUsd or BudgetUsd")} needs a known price. "
                + (settings.Service.Catalog is null ? "" : "GetModelAsync returns what the catalogue says about the price. ")
                + "Without a limit, the price of a run is not checked.", limit: null);
        }

        var cost = $"A run of {modelId} costs {Dollars.Write(amount)} ({estimate.Basis})";
        if (amount > maxPrice)
        {
            throw Refused(
                $"{cost}, but MaxPriceUsd is {Dollars.Write(maxPrice.Value)}. Nothing was sent. "
                + "Change the input so that the run costs less, or raise RunOptions.MaxPriceUsd.", maxPrice);
        }

        return (amount, _budget is null || isKept ? null
            : _budget.TryTake(amount, out var left) ? new Reservation(_budget, amount)
            : throw Refused(
                $"{cost}, but only {Dollars.Write(left)} of BudgetUsd ({Dollars.Write(_budget.Limit)}) is left. Nothing was sent. "
                + "Running and unknown jobs are counted at their estimated cost. "
                + "If a result reports a lower cost, the difference is returned to the budget.", left));

        ModelBudgetException Refused(string message, decimal? limit) =>
            new(message) { ModelId = modelId, EstimateUsd = estimate.AmountUsd, LimitUsd = limit };
    }

    /// <summary>Estimates the cost of a run. The estimate has no amount if the price is unknown.</summary>
    internal async Task<ModelCostEstimate> EstimateAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, bool isOfWorker, CancellationToken cancellationToken)
    {
        var service = settings.Service;
        try
        {
            if (service.PriceRequestFor(settings.BaseAddress, modelId, input) is { } request)
            {
                return TokenHosts.Allow(settings, request.Address)
                    ? PriceEstimate.Asked(await catalog.PriceAsync(modelId, request, isOfWorker, cancellationToken).ConfigureAwait(false))
                    : PriceEstimate.Unreadable($"the profile reads prices from {request.Address.Authority}, which must not get the token");
            }
        }
        catch (Exception exception) when (exception is not (ModelException or OperationCanceledException or ObjectDisposedException))
        {
            // The service's profile can throw any exception.
            return PriceEstimate.Unreadable($"{exception.GetType().Name} was thrown: {exception.Message.TrimEnd('.')}");
        }

        return service.Catalog is null
            ? PriceEstimate.Unreadable($"this client cannot read prices from {service.Names.Name}")
            : PriceEstimate.Of(
                service, modelId, await book.GetAsync(modelId, isOfWorker, cancellationToken).ConfigureAwait(false), model, input.Span);
    }
}
