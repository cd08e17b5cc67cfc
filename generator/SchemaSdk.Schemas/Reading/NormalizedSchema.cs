using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>A schema file after normalization to plain JSON Schema.</summary>
/// <param name="File">The file as written.</param>
/// <param name="Root">The normalized schema, which must not be changed; null if the file could not be read.</param>
/// <param name="Places">The file positions of all parts of <paramref name="Root"/>.</param>
/// <param name="Problems">The problems to report.</param>
internal sealed record NormalizedSchema(SchemaFile File, JsonObject? Root, SchemaPlaces Places, EquatableArray<Problem> Problems)
{
    /// <summary>
    /// The member names in the schema that start with <c>x-</c>, including those that SchemaSdk defines, such as <c>x-rules</c>.
    /// </summary>
    public IReadOnlyCollection<string> OwnKeywords { get; init; } = [];
}
