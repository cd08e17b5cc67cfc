using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>A schema file, normalized to plain JSON Schema.</summary>
/// <param name="File">The file as written.</param>
/// <param name="Root">The schema, which no longer changes; null if the file could not be read.</param>
/// <param name="Places">The places of all parts of <paramref name="Root"/> in the files.</param>
/// <param name="Problems">The problems to report.</param>
internal sealed record NormalizedSchema(SchemaFile File, JsonObject? Root, SchemaPlaces Places, EquatableArray<Problem> Problems)
{
    /// <summary>The keywords of SchemaSdk itself that it has, such as <c>x-rules</c>.</summary>
    public IReadOnlyCollection<string> OwnKeywords { get; init; } = [];
}
