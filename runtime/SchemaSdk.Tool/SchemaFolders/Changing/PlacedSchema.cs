using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>A schema of one model, to write to its place in the folder.</summary>
/// <param name="IsInput">True for the input, false for the output.</param>
/// <param name="Text">The text of the file.</param>
/// <param name="Origin">Its source, as the end of a sentence, such as "line 12 of page.txt".</param>
internal sealed record PlacedSchema(bool IsInput, string Text, string Origin)
{
    internal string Name => IsInput ? SchemaFileName.Input : SchemaFileName.Output;
}
