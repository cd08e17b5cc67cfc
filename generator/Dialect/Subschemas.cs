using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>Where JSON Schema has schemas inside a schema. Data (<c>default</c>, <c>enum</c>, <c>examples</c>) is not among them.</summary>
internal static class Subschemas
{
    /// <summary>Keywords whose value is one schema.</summary>
    private static readonly string[] One =
        ["items", "additionalItems", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else"];

    /// <summary>Keywords whose value is an array of schemas.</summary>
    private static readonly string[] Many = ["items", "prefixItems", "allOf", "anyOf", "oneOf"];

    /// <summary>Keywords whose value maps names to schemas.</summary>
    private static readonly string[] Named = ["properties", "patternProperties", "definitions", "$defs", "dependencies"];

    /// <summary>Whether a keyword takes an object in JSON Schema, be it one schema or a map of them.</summary>
    /// <param name="name">The keyword.</param>
    public static bool IsKeywordWithObject(string name) => Array.IndexOf(One, name) >= 0 || Array.IndexOf(Named, name) >= 0;

    /// <summary>Lists the schemas directly inside a schema.</summary>
    /// <param name="schema">The schema to look into.</param>
    public static IEnumerable<JObject> Of(JObject schema)
    {
        var found = new List<JObject>();
        foreach (var keyword in One)
        {
            Add(schema[keyword], found);
        }

        foreach (var keyword in Many)
        {
            AddAll(schema[keyword] as JArray, found);
        }

        foreach (var keyword in Named)
        {
            AddAll((schema[keyword] as JObject)?.PropertyValues(), found);
        }

        return found;
    }

    private static void AddAll(IEnumerable<JToken>? tokens, List<JObject> found)
    {
        foreach (var token in tokens ?? [])
        {
            Add(token, found);
        }
    }

    private static void Add(JToken? token, List<JObject> found)
    {
        if (token is JObject schema)
        {
            found.Add(schema);
        }
    }
}
