using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Where JSON Schema has schemas inside a schema. Data (<c>default</c>, <c>enum</c>, <c>examples</c>) is not among them.</summary>
internal static class Subschemas
{
    /// <summary>Keywords whose value is one schema.</summary>
    private static readonly string[] One = ["items", "contains", "propertyNames", "not", "if", "then", "else", "contentSchema"];

    /// <summary>Keywords whose value is one schema, and for which every reader knows true and false too.</summary>
    private static readonly string[] OneOrBoolean =
        ["additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems"];

    /// <summary>Keywords whose value is an array of schemas.</summary>
    private static readonly string[] Many = ["items", "prefixItems", "allOf", "anyOf", "oneOf"];

    /// <summary>Keywords whose value maps names to schemas; <c>dependencies</c> maps them to lists of names as well.</summary>
    private static readonly string[] Named = ["properties", "patternProperties", "definitions", "$defs", "dependentSchemas"];

    private static readonly HashSet<string> Holders = new(One.Concat(OneOrBoolean).Concat(Many), StringComparer.Ordinal);
    private static readonly HashSet<string> Maps = new(Named.Append("dependencies"), StringComparer.Ordinal);

    /// <summary>Whether a keyword holds a schema, or an array of them.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsHolder(string keyword) => Holders.Contains(keyword);

    /// <summary>Whether a keyword maps names to schemas.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsMap(string keyword) => Maps.Contains(keyword);

    /// <summary>Lists the schemas directly inside a schema.</summary>
    /// <param name="schema">The schema to look into.</param>
    public static IEnumerable<JObject> Of(JObject schema)
    {
        var found = new List<JObject>();
        AddObjects(Places(schema), found);
        foreach (var keyword in OneOrBoolean)
        {
            if (schema[keyword] is JObject subschema)
            {
                found.Add(subschema);
            }
        }

        return found;
    }

    /// <summary>Lists what stands where only a schema can: it is one, or a value that stands for one.</summary>
    /// <param name="schema">The schema to look into.</param>
    public static List<JToken> Places(JObject schema)
    {
        var found = new List<JToken>();
        foreach (var keyword in One)
        {
            if (schema[keyword] is { } value and not JArray and not JValue { Value: null })
            {
                found.Add(value);
            }
        }

        foreach (var keyword in Many)
        {
            AddItems(schema[keyword] as JArray, found);
        }

        foreach (var keyword in Named)
        {
            AddValues(schema[keyword] as JObject, found);
        }

        foreach (var dependent in (schema["dependencies"] as JObject)?.PropertyValues() ?? [])
        {
            if (dependent is not JArray)
            {
                found.Add(dependent);
            }
        }

        AddValues((schema["components"] as JObject)?["schemas"] as JObject, found);
        return found;
    }

    private static void AddItems(JArray? items, List<JToken> found)
    {
        if (items is not null)
        {
            found.AddRange(items);
        }
    }

    private static void AddValues(JObject? members, List<JToken> found)
    {
        if (members is not null)
        {
            found.AddRange(members.PropertyValues());
        }
    }

    private static void AddObjects(List<JToken> places, List<JObject> found)
    {
        foreach (var place in places)
        {
            if (place is JObject schema)
            {
                found.Add(schema);
            }
        }
    }
}
