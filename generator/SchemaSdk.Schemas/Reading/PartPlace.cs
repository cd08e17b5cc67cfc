using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>The place of a part of the normalized schema, in the schema file or in its patch.</summary>
/// <param name="Place">
/// The property's name where the part has one, else the part; the reference to another file where the part stands there.
/// </param>
internal readonly record struct PartPlace(SourceSpan Place)
{
    /// <summary>The patch, if that has it; null for the schema itself.</summary>
    public string? Path { get; init; }

    /// <summary>The part's place in another file that the schema refers to; null for none.</summary>
    public FilePlace? Target { get; init; }
}
