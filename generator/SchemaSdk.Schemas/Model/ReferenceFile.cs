using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A schema file that other schemas refer to and that belongs to no model.</summary>
/// <param name="Path">The path of the file, for messages.</param>
/// <param name="Name">The path relative to the schema root, such as <c>common/image.schema.json</c>.</param>
/// <param name="Written">The unchanged text.</param>
/// <param name="Mentioned">The other files that this file refers to.</param>
internal sealed record ReferenceFile(string Path, string Name, string Written, EquatableArray<string> Mentioned)
{
    /// <summary>The client that the project file assigns to this file; null for the project's own client.</summary>
    public ClientOptions? Client { get; init; }

    /// <summary>The schema folder that the name is relative to; empty if it is unknown.</summary>
    public string Root { get; init; } = "";

    /// <summary>The text with <c>\n</c> as line endings.</summary>
    public string Text => LineEnds.Unify(Written);
}
