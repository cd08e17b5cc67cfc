namespace SchemaSdk.Catalog.Limits;

/// <summary>Refuses inputs that would cost too much, before anything is sent.</summary>
/// <remarks>Only a <see cref="IPriceLimit"/>, and a ledger that keeps a budget, ask it.</remarks>
internal interface IJobBudget
{
    /// <summary>Takes what an input would cost.</summary>
    /// <returns>Null if nothing is taken.</returns>
    // maxPrice: what it may cost at most, in US dollars; null: no limit of its own.
    ValueTask<IReservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken);

    /// <summary>Reads what an input would cost, in US dollars, for a ledger that keeps a budget.</summary>
    /// <exception cref="ModelBudgetException">It cannot be read.</exception>
    ValueTask<decimal> PriceAsync(string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken);
}
