using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Json;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Where the references of a document lead.</summary>
/// <param name="root">The document.</param>
internal sealed class RuleReferences(JToken root)
{
    private static readonly string[] InPlaceOne = ["not", "if", "then", "else"];
    private static readonly string[] InPlaceMany = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] InPlaceNamed = ["dependencies", "dependentSchemas"];
    private static readonly string[] InsideOne = ["additionalProperties", "propertyNames", "items", "additionalItems", "contains"];
    private static readonly string[] InsideMany = ["items", "prefixItems"];
    private static readonly string[] InsideNamed = ["properties", "patternProperties"];

    /// <summary>
    /// Whether keywords beside <c>$ref</c> count. Up to draft 7, and in OpenAPI 3.0, they do not; they count since 2019-09, which a
    /// document shows by <c>$schema</c> or by <c>$defs</c>. Where neither is there the older meaning can give no false error.
    /// </summary>
    public bool HasSiblings { get; } = (root as JObject)?["$schema"] is JValue { Value: string draft }
        ? draft.Contains("/draft/20")
        : (root as JObject)?["$defs"] is JObject;

    /// <summary>Follows a schema's reference.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>What is there; null where the reference leads out of the document, to an anchor or nowhere.</returns>
    public JToken? Follow(JObject schema)
    {
        if (schema["$ref"] is not JValue { Value: string reference } || !reference.StartsWith("#", StringComparison.Ordinal))
        {
            return null;
        }

        var target = JsonPointer.Find(BaseOf(schema), Uri.UnescapeDataString(reference.Substring(1)));
        return target is JObject or JValue { Value: bool } ? target : null;
    }

    /// <summary>Whether a reference comes back to itself for the same value: checking it would never end.</summary>
    /// <param name="schema">The schema with the reference.</param>
    /// <param name="target">Where it leads.</param>
    public bool IsCircular(JObject schema, JToken target)
    {
        var seen = new HashSet<JToken>();
        var open = new Stack<JToken>([target]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == schema)
            {
                return true;
            }

            if (next is JObject inner && seen.Add(inner))
            {
                foreach (var further in Parts(inner, InPlaceOne, InPlaceMany, InPlaceNamed).Append(Follow(inner)).OfType<JToken>())
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }

    /// <summary>The schema and all that it asks by others, wherever they stand.</summary>
    /// <param name="schema">The schema.</param>
    public IReadOnlyCollection<JObject> Reach(JToken schema)
    {
        var seen = new HashSet<JObject>();
        var open = new Stack<JToken>([schema]);
        while (open.Count > 0)
        {
            if (open.Pop() is JObject next && seen.Add(next))
            {
                var parts = Parts(next, InPlaceOne, InPlaceMany, InPlaceNamed).Concat(Parts(next, InsideOne, InsideMany, InsideNamed));
                foreach (var further in parts.Append(Follow(next)).OfType<JToken>())
                {
                    open.Push(further);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<JToken?> Parts(JObject schema, string[] one, string[] many, string[] named) => one
        .Select(keyword => schema[keyword])
        .Concat(many.SelectMany(keyword => schema[keyword] as JArray ?? []))
        .Concat(named.SelectMany(keyword => (schema[keyword] as JObject ?? []).PropertyValues()));

    /// <summary>A schema with an <c>$id</c> of its own is a document of its own.</summary>
    private JToken BaseOf(JToken schema)
    {
        for (JToken? token = schema; token is not null; token = token.Parent)
        {
            if (token is JObject owner && owner["$ref"] is null && owner["$id"] is JValue { Value: string id } && !id.StartsWith("#", StringComparison.Ordinal))
            {
                return owner;
            }
        }

        return root;
    }
}
