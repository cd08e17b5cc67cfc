namespace SchemaSdk.Schemas.Model;

/// <summary>A member of a generated record.</summary>
/// <param name="WireName">Name in the JSON document, such as <c>aspect_ratio</c>.</param>
/// <param name="Name">C# name, unique within its type, such as <c>AspectRatio</c>.</param>
/// <param name="Shape">The form of its value.</param>
/// <param name="IsRequired">True if the schema requires it.</param>
/// <param name="IsNullable">True if JSON null is a valid value.</param>
/// <param name="Pointer">The pointer to its value in a document, with <c>*</c> for an index.</param>
/// <param name="Documentation">The documentation in the schema.</param>
internal sealed record PropertyModel(
    string WireName,
    string Name,
    Shape Shape,
    bool IsRequired,
    bool IsNullable,
    string Pointer,
    Documentation Documentation);
