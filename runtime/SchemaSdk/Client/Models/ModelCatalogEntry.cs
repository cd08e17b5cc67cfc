namespace SchemaSdk;

/// <summary>The service's current catalogue entry of a model.</summary>
public sealed class ModelCatalogEntry
{
    /// <summary>The id as the service writes it. Empty if it cannot be read: lists also include entries without a readable id.</summary>
    public required string Id { get; init; }

    /// <summary>The display name; null if the service gives none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The categories, such as <c>text-to-video</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// The price of one <see cref="PriceUnit"/> in US dollars, above zero. Null if the price cannot be read or is zero. In the catalogue,
    /// zero means unknown, not free. An input member, such as a resolution, may raise the price; <see cref="PricingNote"/> may say so.
    /// </summary>
    public decimal? BasePriceUsd { get; init; }

    /// <summary>The unit of <see cref="BasePriceUsd"/>: <c>output</c>, or <c>second</c> of output; null if it is not given.</summary>
    public string? PriceUnit { get; init; }

    /// <summary>The service's explanation of the price, for people to read; null if it gives none.</summary>
    public string? PricingNote { get; init; }

    /// <summary>The input schema as the service wrote it; null if the entry has none.</summary>
    public string? InputSchema { get; init; }

    /// <summary>The price as the service wrote it, for messages; null if the entry has none.</summary>
    internal string? PriceText { get; init; }
}
