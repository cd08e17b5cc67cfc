namespace SchemaSdk;

/// <summary>Describes a model as the service's catalogue does at the moment.</summary>
public sealed class ModelCatalogEntry
{
    /// <summary>
    /// The id, as the service writes it. Empty if an entry of a list has none that can be read: no entry is left out.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The name for people; null if there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The categories, such as <c>text-to-video</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// The price of one <see cref="PriceUnit"/> in US dollars, above zero. It is null if there is none that can be read, and if it is zero,
    /// which says that it is unknown rather than free. Options of a model, such as a resolution, may make a run dearer: <see
    /// cref="PricingNote"/> may say so.
    /// </summary>
    public decimal? BasePriceUsd { get; init; }

    /// <summary>
    /// Says what <see cref="BasePriceUsd"/> is for: <c>output</c>, or <c>second</c> of what is made; null if it is not said.
    /// </summary>
    public string? PriceUnit { get; init; }

    /// <summary>The service's note about the price, as text for people; null if there is none.</summary>
    public string? PricingNote { get; init; }

    /// <summary>The schema of an input, as the service wrote it; null if there is none.</summary>
    public string? InputSchema { get; init; }

    /// <summary>The price as the service wrote it, for messages; null if there is none.</summary>
    internal string? PriceText { get; init; }
}
