using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>A schema file in plain JSON Schema.</summary>
/// <param name="File">The file as it is.</param>
/// <param name="Root">The schema, which is not changed any more; null if the file could not be read.</param>
/// <param name="Places">Where every part of <paramref name="Root"/> stands in the files.</param>
/// <param name="Problems">What is to be reported.</param>
internal sealed record NormalizedSchema(SchemaFile File, JsonObject? Root, SchemaPlaces Places, EquatableArray<Problem> Problems)
{
    /// <summary>Our own keywords that stand in it, such as <c>x-rules</c>.</summary>
    public IReadOnlyCollection<string> OwnKeywords { get; init; } = [];
}
