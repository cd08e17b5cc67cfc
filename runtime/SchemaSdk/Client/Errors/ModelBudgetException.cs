namespace SchemaSdk;

/// <summary>
/// The client refused a run because of a limit: <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/>. The run
/// costs more than the limit allows, or its price cannot be read. Nothing was sent.
/// </summary>
public sealed class ModelBudgetException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelBudgetException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelBudgetException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelBudgetException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The run's cost as estimated from the catalogue price; null if the price cannot be read.</summary>
    public decimal? EstimateUsd { get; init; }

    /// <summary>
    /// The limit that the estimate exceeds: <see cref="RunOptions.MaxPriceUsd"/>, or the rest of
    /// <see cref="ModelClientOptions.BudgetUsd"/>, which is negative if jobs cost more than estimated. Null if the price cannot be read.
    /// </summary>
    public decimal? LimitUsd { get; init; }
}
