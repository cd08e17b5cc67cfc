using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>The position, in the schema file or its patch, of a part of the normalized schema.</summary>
/// <param name="Place">
/// The position of the part's property name if it has one, otherwise of the part. If the part is in another file, the position of the
/// reference to that file.
/// </param>
internal readonly record struct PartPlace(SourceSpan Place)
{
    /// <summary>The path of the patch if the part comes from the patch; null if the part comes from the schema.</summary>
    public string? Path { get; init; }

    /// <summary>The part's position in another file that the schema refers to; null if the part is in the schema or its patch.</summary>
    public FilePlace? Target { get; init; }
}
