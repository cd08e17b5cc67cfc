using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for <c>required</c>.</summary>
internal static class RequiredRules
{
    /// <summary>Draft 3 has <c>"required": true</c> in the property. Since draft 4, the object lists the property's name instead.</summary>
    /// <example>Draft 3, section 5.7. Not in the corpus, but common in handwritten schemas.</example>
    public static void PropertyFlagsMakeList(JsonObject schema)
    {
        if (schema[KeywordName.Properties] is not JsonObject properties)
        {
            return;
        }

        foreach (var property in properties.Members)
        {
            if (property.Value is JsonObject described && described[KeywordName.Required] is JsonValue flag)
            {
                Tokens.Take(described, KeywordName.Required);
                if (flag.Value is true || (flag.Value is string text && text.Equals("true", StringComparison.OrdinalIgnoreCase)))
                {
                    flag.Value = property.Name;
                    AddTo(schema, flag);
                }
                else
                {
                    described.LacksKeyword |= flag.Value is not false;
                }
            }
        }
    }

    /// <summary>
    /// <c>required</c> lists each name once. Items that are not strings, and a <c>required</c> that is not an array, are dropped.
    /// </summary>
    /// <example>
    /// huggingface/placeholder/spec/output.json and 16 more schemas list a name that is not a property. Such a name is kept, and reported
    /// when the schema is parsed.
    /// </example>
    public static void ListHoldsNamesOnce(JsonObject schema)
    {
        if (schema[KeywordName.Required] is JsonArray names)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            schema.LacksKeyword |= names.Any(name => name is not JsonValue { Value: string });
            Tokens.Keep(names, name => name is JsonValue { Value: string text } && seen.Add(text));
        }
        else
        {
            schema.Drop(KeywordName.Required);
        }
    }

    private static void AddTo(JsonObject schema, JsonValue name)
    {
        if (schema[KeywordName.Required] is JsonArray names)
        {
            names.Add(name);
        }
        else
        {
            schema[KeywordName.Required] = new JsonArray { name };
        }
    }
}
