using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// One of the schemas that a value has to fit: the first one, a branch of its <c>allOf</c>, or the target of its reference.
/// </summary>
/// <param name="Schema">The schema.</param>
/// <param name="Branch">0 for the first schema, otherwise the number of the branch or reference that leads here.</param>
internal sealed record SchemaPart(JsonObject Schema, int Branch)
{
    /// <summary>The value of a keyword.</summary>
    /// <param name="keyword">Its name.</param>
    public JsonNode? this[string keyword] => Schema[keyword];

    /// <summary>A keyword with its value, for a message.</summary>
    /// <param name="keyword">Its name.</param>
    public string Shown(string keyword) => $"'{keyword}' {Schema[keyword]}";

    /// <summary>The value of a keyword that is a count.</summary>
    /// <param name="keyword">Its name.</param>
    public long? Count(string keyword) => RuleKeywords.Count(Schema[keyword]);

    /// <summary>The value of a keyword that is a number.</summary>
    /// <param name="keyword">Its name.</param>
    public decimal? Number(string keyword) => NumberBounds.Of(Schema[keyword]);

    /// <summary>Returns true if a keyword forbids every value.</summary>
    /// <param name="keyword">Its name.</param>
    public bool Forbids(string keyword) => RefusesAll(Schema[keyword]);

    /// <summary>Returns true if a schema refuses every value.</summary>
    /// <param name="schema">The normalized schema.</param>
    public static bool RefusesAll(JsonNode? schema) =>
        schema is JsonValue { Value: false }
            || (schema is JsonObject { Count: 1 } only && only[KeywordName.Not] is JsonObject { Count: 0 });
}
