using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>The schemas in a document, and the schemas that they refer to.</summary>
internal static class SchemaSites
{
    private static readonly string[] Maps = ["properties", "patternProperties"];
    private static readonly string[] Lists = ["anyOf", "oneOf", "allOf", "prefixItems", "items"];
    private static readonly string[] Wholes = ["items", "additionalProperties", "contains", "not", "if", "then", "else"];

    /// <summary>Lists the schemas, outer ones first.</summary>
    public static IReadOnlyList<JsonObject> Of(JsonObject root)
    {
        var (sites, open) = (new List<JsonObject>(), new Queue<JsonNode?>([root]));
        var seen = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        while (open.TryDequeue(out var next))
        {
            if (next is not JsonObject schema || !seen.Add(schema))
            {
                continue;
            }

            sites.Add(schema);
            open.Enqueue(Target(schema));
            foreach (var inner in Maps.SelectMany(name => schema[name] is JsonObject map ? map.Select(member => member.Value) : [])
                .Concat(Lists.SelectMany(name => schema[name] as JsonArray ?? []))
                .Concat(Wholes.Select(name => schema[name])))
            {
                open.Enqueue(inner);
            }
        }

        return sites;
    }

    /// <summary>Returns the target of a schema's reference; null if it cannot be resolved.</summary>
    public static JsonObject? Target(JsonObject schema)
    {
        if (schema["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var reference)
            || !reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        JsonNode? found = schema.Root;
        foreach (var part in reference[2..].Split('/'))
        {
            found = (found as JsonObject)?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return found as JsonObject;
    }

    /// <summary>Returns all objects with a reference.</summary>
    public static IEnumerable<JsonObject> Referring(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Referring(member.Value))
            .Concat(members["$ref"] is JsonValue value && value.TryGetValue<string>(out _) ? [members] : []),
        JsonArray items => items.SelectMany(Referring),
        _ => [],
    };
}
