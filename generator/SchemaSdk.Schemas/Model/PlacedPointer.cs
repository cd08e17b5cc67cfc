using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>Where a value of the normalized schema stands in the schema or in its patch.</summary>
/// <param name="Pointer">JSON pointer into the normalized schema.</param>
/// <param name="Place">The property's name where the value has one, else the value; the reference to another file where the value stands there.</param>
internal readonly record struct PlacedPointer(string Pointer, SourceSpan Place)
{
    /// <summary>The patch, if that has it; null for the schema itself.</summary>
    public string? Path { get; init; }

    /// <summary>The value's place in another file that the schema refers to; null for none.</summary>
    public FilePlace? Target { get; init; }
}
