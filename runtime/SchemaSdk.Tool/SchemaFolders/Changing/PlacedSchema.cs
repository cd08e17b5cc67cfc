using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>A schema to write to the folder of a model.</summary>
/// <param name="IsInput">True for an input schema, false for an output schema.</param>
/// <param name="Text">The text of the file.</param>
/// <param name="Origin">Where the schema comes from, as part of a message, such as "line 12 of page.txt".</param>
internal sealed record PlacedSchema(bool IsInput, string Text, string Origin)
{
    internal string Name => IsInput ? SchemaFileName.Input : SchemaFileName.Output;
}
