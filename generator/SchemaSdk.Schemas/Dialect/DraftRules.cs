using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>The rules that translate keywords of other drafts into draft 7.</summary>
internal static class DraftRules
{
    /// <summary>
    /// Returns true if keywords beside <c>$ref</c> count. Up to draft 7, and in OpenAPI 3.0, they do not. They count since 2019-09, which a
    /// document declares by <c>$schema</c> or <c>$defs</c>. Without either, the older meaning is assumed, because it cannot cause a false
    /// error.
    /// </summary>
    /// <param name="root">The document.</param>
    public static bool CountBesideReference(JsonNode root) => (root as JsonObject)?[KeywordName.Schema] is JsonValue { Value: string draft }
        ? draft.Contains("/draft/20")
        : (root as JsonObject)?[KeywordName.Defs] is JsonObject;

    /// <summary>Draft 4, OpenAPI 3.0: <c>"exclusiveMinimum": true</c> excludes the value of the <c>minimum</c> beside it.</summary>
    /// <example>draft 4, section 5.1; in the corpus, every such bound is already a number.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ExclusiveFlagsMeanBounds(JsonObject schema)
    {
        Exclude(schema, KeywordName.ExclusiveMinimum, KeywordName.Minimum);
        Exclude(schema, KeywordName.ExclusiveMaximum, KeywordName.Maximum);
    }

    private static void Exclude(JsonObject schema, string flag, string bound)
    {
        if (schema[flag] is not JsonValue { Value: bool isExcluded })
        {
            return;
        }

        schema.Remove(flag);
        if (isExcluded && Tokens.Take(schema, bound) is { } limit)
        {
            schema[flag] = limit;
        }
    }
}
