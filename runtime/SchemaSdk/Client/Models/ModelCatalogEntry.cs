namespace SchemaSdk;

/// <summary>The service's current catalogue entry of a model.</summary>
public sealed class ModelCatalogEntry
{
    /// <summary>
    /// The id, as the service writes it. Empty if the entry has no readable id: a list leaves no entry out.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The name for people; null if there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The categories, such as <c>text-to-video</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// The price of one <see cref="PriceUnit"/> in US dollars, above zero. It is null if there is no readable price, and if the price is
    /// zero, which means that it is unknown rather than free. Options of a model, such as a resolution, may make a run more expensive:
    /// <see cref="PricingNote"/> may say so.
    /// </summary>
    public decimal? BasePriceUsd { get; init; }

    /// <summary>
    /// The unit of <see cref="BasePriceUsd"/>: <c>output</c>, or <c>second</c> of output; null if the entry does not say.
    /// </summary>
    public string? PriceUnit { get; init; }

    /// <summary>The service's note about the price, as text for people; null if there is none.</summary>
    public string? PricingNote { get; init; }

    /// <summary>The schema of an input, as the service wrote it; null if there is none.</summary>
    public string? InputSchema { get; init; }

    /// <summary>The price as the service wrote it, for messages; null if there is none.</summary>
    internal string? PriceText { get; init; }
}
