using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>The place of a part of the normalized schema, in the schema file or in its patch.</summary>
/// <param name="Place">
/// The name of the property if the part has one, otherwise the part; if the part is in another file, the reference to that file.
/// </param>
internal readonly record struct PartPlace(SourceSpan Place)
{
    /// <summary>The patch, if the part is from the patch; null for the schema itself.</summary>
    public string? Path { get; init; }

    /// <summary>The part's place in another file that the schema refers to; null if it is in the schema or patch.</summary>
    public FilePlace? Target { get; init; }
}
