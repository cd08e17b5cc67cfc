using SchemaSdk.Services;

namespace SchemaSdk.Catalog.Prices;

/// <summary>Creates the errors of runs that are refused because of their price.</summary>
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
