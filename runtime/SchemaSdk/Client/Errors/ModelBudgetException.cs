namespace SchemaSdk;

/// <summary>
/// A run was refused here for its price, or because its price cannot be read while <see cref="RunOptions.MaxPriceUsd"/> or
/// <see cref="ModelClientOptions.BudgetUsd"/> is set. Nothing was sent.
/// </summary>
public sealed class ModelBudgetException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelBudgetException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelBudgetException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelBudgetException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the cost that the run would have, by the catalogue's price; null if that cannot be read.</summary>
    public decimal? EstimateUsd { get; init; }

    /// <summary>
    /// Gets the limit of its cost: <see cref="RunOptions.MaxPriceUsd"/>, or what is left of <see cref="ModelClientOptions.BudgetUsd"/>,
    /// whichever refused it; below zero where results have told higher costs than were estimated. Null if the price cannot be read.
    /// </summary>
    public decimal? LimitUsd { get; init; }
}
