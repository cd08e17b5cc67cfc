namespace SchemaSdk.Catalog.Limits;

/// <summary>The most that a run, or all runs of a client, may cost.</summary>
/// <remarks>
/// Only the property that an application sets makes one, and nothing else asks the budget. So a program that sets none, published as native
/// code, has neither prices nor the catalogue in it. Whoever keeps one names this interface: the equality of a record that named the
/// class would bring all of it along.
/// </remarks>
internal interface IPriceLimit
{
    /// <summary>The amount, in US dollars.</summary>
    decimal Usd { get; }

    /// <summary>Refuses what is not an amount. Zero may be meant to forbid everything or nothing: it is refused too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not a price.</exception>
    IPriceLimit Checked(string name);

    /// <inheritdoc cref="IJobBudget.ReserveAsync" />
    ValueTask<IReservation?> ReserveAsync(
        IJobBudget budget,
        string modelId,
        ModelInfo? model,
        ReadOnlyMemory<byte> input,
        decimal? maxPrice,
        CancellationToken cancellationToken);
}
