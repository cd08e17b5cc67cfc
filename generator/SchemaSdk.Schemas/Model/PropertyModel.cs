namespace SchemaSdk.Schemas.Model;

/// <summary>A property of a generated record.</summary>
/// <param name="WireName">The name in JSON, such as <c>aspect_ratio</c>.</param>
/// <param name="Name">The C# name, unique within its type, such as <c>AspectRatio</c>.</param>
/// <param name="Shape">The C# form of the value.</param>
/// <param name="IsRequired">True if the schema requires the member.</param>
/// <param name="IsNullable">True if JSON null is a valid value.</param>
/// <param name="Pointer">The pointer to the value in a document, with <c>*</c> in place of an index.</param>
/// <param name="Documentation">The documentation in the schema.</param>
internal sealed record PropertyModel(
    string WireName,
    string Name,
    Shape Shape,
    bool IsRequired,
    bool IsNullable,
    string Pointer,
    Documentation Documentation);
