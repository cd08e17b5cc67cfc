using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for <c>enum</c>.</summary>
internal static class EnumRules
{
    /// <summary>A value that an <c>enum</c> lists twice is kept once.</summary>
    /// <example>other/recraft/GenerateImage/input.json, <c>ImageSize</c>.</example>
    public static void ValuesAreListedOnce(JsonObject schema)
    {
        if (schema[KeywordName.Enum] is JsonArray values)
        {
            var seen = new HashSet<JsonNode>(JsonEquality.Comparer);
            Tokens.Keep(values, seen.Add);
        }
    }
}
