namespace SchemaSdk.Mcp.Models;

/// <summary>Returns a model's kind and title for agents, and checks whether a model matches a search.</summary>
internal static class ModelWords
{
    /// <summary>Returns the kind of a model, such as <c>text-to-video</c>; if the catalogue has none, the last part of the id.</summary>
    internal static string KindOf(ModelInfo model, ModelCatalogEntry? entry) =>
        entry?.Categories is [var category, ..] ? category : model.Id.Split('/')[^1];

    internal static string TitleOf(ModelInfo model, ModelCatalogEntry? entry) =>
        entry?.DisplayName is { Length: > 0 } name ? name : model.Id.Replace('/', ' ').Replace('-', ' ');

    /// <summary>Returns true if every word of a search is in a model's id, title or kind.</summary>
    internal static bool Matches(ModelInfo model, ModelCatalogEntry? entry, IReadOnlyList<string> words)
    {
        var text = $"{model.Id} {TitleOf(model, entry)} {KindOf(model, entry)}";
        return words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
