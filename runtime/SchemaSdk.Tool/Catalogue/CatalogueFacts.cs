using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Finds the facts about a model that the generated client repeats in comments, such as the model's display name.</summary>
internal static class CatalogueFacts
{
    // Longer strings are omitted, because a single one would make the generator ignore all facts of the model.
    private const int MostCharacters = 100;

    internal static ModelFacts Of(CatalogueModel model) => new(
        Short(model.Entry.DisplayName),
        Short(string.Join(", ", model.Entry.Categories)),
        Short(model.Entry.PriceUnit),
        model.Page is { } page && ModelFactsReader.IsPage(page) ? page : "");

    private static string Short(string? text) => text?.Trim() is { Length: > 0 and <= MostCharacters } name ? name : "";
}
