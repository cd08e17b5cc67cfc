namespace SchemaSdk;

/// <summary>The estimated cost of a run. Price limits use this estimate. Input members that it ignores may raise the real cost.</summary>
/// <param name="AmountUsd">The estimate in US dollars, above zero; null if the price is unknown.</param>
/// <param name="Basis">How the amount was calculated, such as <c>$0.14 per second times 5</c>, or why it is unknown.</param>
/// <param name="CountedInput">
/// The input member, such as <c>duration</c>, on which the amount depends. Null if the amount depends on no input member, or if the
/// service returned the amount.
/// </param>
public sealed record ModelCostEstimate(decimal? AmountUsd, string Basis, string? CountedInput);
