using SchemaSdk.Tool.SchemaFolders.Changing;

namespace SchemaSdk.Tool.Import;

/// <summary>A model that was found on a page.</summary>
/// <param name="Id">Its id, not validated yet.</param>
/// <param name="Input">The schema of its input.</param>
/// <param name="Output">The schema of its output; null if the page has none.</param>
internal sealed record ImportedModel(string Id, PlacedSchema Input, PlacedSchema? Output)
{
    /// <summary>Unresolved references, with the names of the files that have them.</summary>
    internal IReadOnlyList<(string File, string Reference)> Lost { get; init; } = [];
}
