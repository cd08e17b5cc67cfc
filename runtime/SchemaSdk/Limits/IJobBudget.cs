namespace SchemaSdk.Limits;

/// <summary>Refuses inputs that would cost too much, before anything is sent. Only a <see cref="IPriceLimit"/> asks it.</summary>
internal interface IJobBudget
{
    /// <summary>Takes what an input would cost.</summary>
    /// <returns>Null if nothing is taken.</returns>
    // maxPrice: what it may cost at most, in US dollars; null: no limit of its own.
    ValueTask<IReservation?> ReserveAsync(
        string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, decimal? maxPrice, CancellationToken cancellationToken);
}
