using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// One of several schemas, all of which a value must match: the schema itself, a branch of its <c>allOf</c>, or the target of its
/// reference.
/// </summary>
/// <param name="Schema">The schema.</param>
/// <param name="Branch">0 for the schema itself, otherwise the number of the branch or reference through which it was found.</param>
internal sealed record SchemaPart(JsonObject Schema, int Branch)
{
    public JsonNode? this[string keyword] => Schema[keyword];

    /// <summary>Returns a keyword with its value, for a message.</summary>
    public string Shown(string keyword) => $"'{keyword}' {Schema[keyword]}";

    public long? Count(string keyword) => RuleKeywords.Count(Schema[keyword]);

    public decimal? Number(string keyword) => NumberBounds.Of(Schema[keyword]);

    public bool Forbids(string keyword) => RefusesAll(Schema[keyword]);

    public static bool RefusesAll(JsonNode? schema) =>
        schema is JsonValue { Value: false }
            || (schema is JsonObject { Count: 1 } only && only[KeywordName.Not] is JsonObject { Count: 0 });
}
