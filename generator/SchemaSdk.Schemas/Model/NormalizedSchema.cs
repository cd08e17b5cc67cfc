using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A schema file in plain JSON Schema.</summary>
/// <param name="File">The file as it is.</param>
/// <param name="Text">The schema as JSON text; empty where the file could not be read.</param>
/// <param name="Places">Where every value of <paramref name="Text"/> stands in the file.</param>
/// <param name="Problems">What is to be reported.</param>
internal sealed record NormalizedSchema(
    SchemaFile File,
    string Text,
    EquatableArray<PlacedPointer> Places,
    EquatableArray<Problem> Problems);
