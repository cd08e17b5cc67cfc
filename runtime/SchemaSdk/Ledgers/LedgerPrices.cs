using SchemaSdk.Limits;

namespace SchemaSdk.Ledgers;

/// <summary>Reads prices for a ledger that keeps a budget.</summary>
/// <remarks>
/// A ledger of one process makes none: a program with such a ledger, published as native code, has neither prices nor the catalogue in it.
/// </remarks>
internal sealed class LedgerPrices
{
    internal ValueTask<decimal> OfAsync(
        IJobBudget budget, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        budget.PriceAsync(modelId, model, input, cancellationToken);
}
