using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for examples as OpenAPI writes them.</summary>
internal static class ExampleRules
{
    /// <summary>
    /// <c>"examples": {"short": {"value": …}}</c> becomes an array of the values. The names are dropped. A single example also becomes an
    /// array.
    /// </summary>
    /// <example>OpenAPI 3, Media Type Object. In the corpus, all <c>examples</c> are arrays.</example>
    public static void ExamplesAreAList(JsonObject schema)
    {
        if (schema[KeywordName.Examples] is null or JsonArray)
        {
            return;
        }

        var list = new JsonArray();
        var examples = Taken(schema, KeywordName.Examples)!;
        if (examples is JsonObject { Count: > 0 } named
            && named.Values.All(example => example is JsonObject value && value["value"] is not null))
        {
            foreach (var example in named.Values)
            {
                list.Add(Taken((JsonObject)example, "value")!);
            }
        }
        else
        {
            list.Add(examples);
        }

        schema[KeywordName.Examples] = list;
    }

    /// <summary><c>"example": …</c> is added to <c>examples</c>.</summary>
    /// <example>huggingface/feature-extraction/spec/input.json, <c>normalize</c>, and 243 more schemas.</example>
    public static void ExampleIsOneOfThem(JsonObject schema)
    {
        if (Taken(schema, KeywordName.Example) is not { } example)
        {
            return;
        }

        if (schema[KeywordName.Examples] is not JsonArray examples)
        {
            schema[KeywordName.Examples] = new JsonArray { example };
        }
        else if (!examples.Any(other => JsonEquality.Comparer.Equals(other, example)))
        {
            examples.Add(example);
        }
    }

    /// <summary>
    /// Removes a member and returns its value, which becomes an array item. Diagnostics for the item should point to the name of the
    /// removed member, so the value gets the file position of that name.
    /// </summary>
    private static JsonNode? Taken(JsonObject schema, string keyword)
    {
        var member = schema.Member(keyword);
        var value = Tokens.Take(schema, keyword);
        if (member is not null)
        {
            value?.StandFor(member);
        }

        return value;
    }
}
