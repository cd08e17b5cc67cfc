namespace SchemaSdk;

/// <summary>
/// A run was refused by the client because of its price, or because its price cannot be read although
/// <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/> is set. Nothing was sent.
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

    /// <summary>The estimated cost of the run by the catalogue's price; null if the price cannot be read.</summary>
    public decimal? EstimateUsd { get; init; }

    /// <summary>
    /// The limit that refused the run: <see cref="RunOptions.MaxPriceUsd"/>, or what is left of <see cref="ModelClientOptions.BudgetUsd"/>.
    /// That is below zero if results reported higher costs than estimated. Null if the price cannot be read.
    /// </summary>
    public decimal? LimitUsd { get; init; }
}
