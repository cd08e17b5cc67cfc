namespace SchemaSdk.Mcp.Models;

/// <summary>What an agent reads of a model in a list.</summary>
internal static class ModelWords
{
    /// <summary>The kind of a model, such as <c>text-to-video</c>: the kind in the catalogue, otherwise the last part of the id.</summary>
    internal static string KindOf(ModelInfo model, ModelCatalogEntry? entry) =>
        entry?.Categories is [var category, ..] ? category : model.Id.Split('/')[^1];

    internal static string TitleOf(ModelInfo model, ModelCatalogEntry? entry) =>
        entry?.DisplayName is { Length: > 0 } name ? name : model.Id.Replace('/', ' ').Replace('-', ' ');

    /// <summary>True if a model has every word of a search in its id, title or kind.</summary>
    internal static bool Matches(ModelInfo model, ModelCatalogEntry? entry, IReadOnlyList<string> words)
    {
        var text = $"{model.Id} {TitleOf(model, entry)} {KindOf(model, entry)}";
        return words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
