using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Examples, as OpenAPI writes them.</summary>
internal static class ExampleRules
{
    /// <summary>
    /// <c>"examples": {"short": {"value": …}}</c> gives its examples names, which nobody needs here; and a single one needs no array.
    /// </summary>
    /// <example>OpenAPI 3, Media Type Object; in the corpus all <c>examples</c> are arrays.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ExamplesAreAList(JObject schema)
    {
        if (schema["examples"] is null or JArray)
        {
            return;
        }

        var list = new JArray();
        var examples = Tokens.Take(schema, "examples")!;
        if (examples is JObject { HasValues: true } named
            && named.PropertyValues().All(example => example is JObject value && value["value"] is not null))
        {
            foreach (var example in named.PropertyValues())
            {
                list.Add(Tokens.Take((JObject)example, "value")!);
            }
        }
        else
        {
            list.Add(examples);
        }

        schema["examples"] = list;
    }

    /// <summary><c>"example": …</c> is one of <c>examples</c>.</summary>
    /// <example>huggingface/feature-extraction/spec/input.json, <c>normalize</c>, and 243 more.</example>
    /// <param name="schema">Changed in place.</param>
    public static void ExampleIsOneOfThem(JObject schema)
    {
        if (Tokens.Take(schema, "example") is not { } example)
        {
            return;
        }

        if (schema["examples"] is not JArray examples)
        {
            schema["examples"] = new JArray { example };
        }
        else if (!examples.Any(other => JToken.DeepEquals(other, example)))
        {
            examples.Add(example);
        }
    }
}
