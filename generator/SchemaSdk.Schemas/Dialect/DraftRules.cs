using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules that translate keywords of other drafts to draft 7.</summary>
internal static class DraftRules
{
    /// <summary>
    /// Returns true if the keywords beside a <c>$ref</c> apply. They apply in draft 2019-09 and later, but not in earlier drafts or OpenAPI
    /// 3.0. The draft is in <c>$schema</c>; without a <c>$schema</c>, a <c>$defs</c> shows a later draft. Returns false if the draft is
    /// unknown, because ignoring the keywords cannot cause a false error.
    /// </summary>
    public static bool CountBesideReference(JsonNode root) => (root as JsonObject)?[KeywordName.Schema] is JsonValue { Value: string draft }
        ? draft.Contains("/draft/20")
        : (root as JsonObject)?[KeywordName.Defs] is JsonObject;

    /// <summary>In draft 4 and OpenAPI 3.0, <c>"exclusiveMinimum": true</c> excludes the value of the <c>minimum</c> beside it.</summary>
    /// <example>Draft 4, section 5.1. In the corpus, every exclusive bound is already a number.</example>
    public static void ExclusiveFlagsMeanBounds(JsonObject schema)
    {
        Exclude(schema, KeywordName.ExclusiveMinimum, KeywordName.Minimum);
        Exclude(schema, KeywordName.ExclusiveMaximum, KeywordName.Maximum);
    }

    /// <summary>In draft 3, <c>"dependencies": {"a": "b"}</c> means <c>{"a": ["b"]}</c>: <c>a</c> requires <c>b</c>.</summary>
    /// <example>Draft 3, section 5.8. Not in the corpus.</example>
    public static void DependencyIsAList(JsonObject schema)
    {
        foreach (var dependency in (schema[KeywordName.Dependencies] as JsonObject)?.Members ?? [])
        {
            if (dependency.Value is JsonValue { Value: string name })
            {
                Tokens.Replace(dependency.Value, new JsonArray { name });
            }
        }
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
