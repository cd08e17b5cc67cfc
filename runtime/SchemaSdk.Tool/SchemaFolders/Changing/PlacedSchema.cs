using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>A schema of one model, for its place in the folder.</summary>
/// <param name="IsInput">True for the input's, false for the output's.</param>
/// <param name="Text">The text of the file.</param>
/// <param name="Origin">The place that it comes from, as the end of a sentence, such as "line 12 of page.txt".</param>
internal sealed record PlacedSchema(bool IsInput, string Text, string Origin)
{
    internal string Name => IsInput ? SchemaFileName.Input : SchemaFileName.Output;
}
