namespace SchemaSdk.Generator.Model;

/// <summary>A schema file that is no model's own, but that others refer to.</summary>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="Name">Its path below the schema root, such as <c>common/image.schema.json</c>.</param>
/// <param name="Text">The whole text with line ends as <c>\n</c>.</param>
/// <param name="Mentioned">What it refers to outside itself.</param>
internal sealed record ReferenceFile(string Path, string Name, string Text, EquatableArray<string> Mentioned);
