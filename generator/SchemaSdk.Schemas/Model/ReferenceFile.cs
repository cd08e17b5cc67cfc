using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A schema file that other schemas refer to, and that belongs to no model.</summary>
/// <param name="Path">Where the file is, for problems.</param>
/// <param name="Name">Its path below the schema root, such as <c>common/image.schema.json</c>.</param>
/// <param name="Written">The whole text as written.</param>
/// <param name="Mentioned">The other files that it refers to.</param>
internal sealed record ReferenceFile(string Path, string Name, string Written, EquatableArray<string> Mentioned)
{
    /// <summary>The whole text with line ends as <c>\n</c>.</summary>
    public string Text => LineEnds.Unify(Written);
}
