using SchemaSdk.Tool.SchemaFolders.Changing;

namespace SchemaSdk.Tool.Import;

/// <summary>A model that was found on a page.</summary>
/// <param name="Id">The id, not validated yet.</param>
/// <param name="Input">The input schema.</param>
/// <param name="Output">The output schema; null if the page has none.</param>
internal sealed record ImportedModel(string Id, PlacedSchema Input, PlacedSchema? Output)
{
    /// <summary>The unresolved references, each with the name of the schema file that contains it.</summary>
    internal IReadOnlyList<(string File, string Reference)> Lost { get; init; } = [];
}
