using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Takes out what would make NJsonSchema give up the whole file, so that it costs one property instead.</summary>
internal static class UnreadableParts
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "array", "boolean", "integer", "null", "number", "object", "string",
    };

    private static readonly string[] Bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

    /// <summary>Removes references that lead out of the file or nowhere, and types that JSON Schema does not have.</summary>
    /// <param name="root">The schema; it is changed.</param>
    /// <param name="problems">Where each removal is noted.</param>
    public static void Remove(JObject root, ProblemList problems)
    {
        var chains = new ReferenceChains(root);
        foreach (var schema in SchemaWalk.Of(root))
        {
            if (schema["$ref"] is { } reference)
            {
                if (ReferenceChains.PointerOf(reference) is { } target && JsonPointer.Find(root, target) is JObject && chains.EndsSoon(schema))
                {
                    // NJsonSchema takes "%20" literally.
                    schema["$ref"] = "#" + target;
                }
                else
                {
                    schema.Remove("$ref");
                    problems.AddOf(ProblemKinds.ReferenceRefused, JsonPointer.To(schema), "$ref", reference.ToString());
                }
            }

            if (schema["type"] is { } type && !IsReadable(type))
            {
                schema.Remove("type");
                problems.AddOf(ProblemKinds.NotTyped, JsonPointer.To(schema), "type", $"the type {type.ToString(Newtonsoft.Json.Formatting.None)}");
            }

            foreach (var keyword in Bounds.Where(keyword => schema[keyword] is JValue bound && IsBeyondDecimal(bound)))
            {
                schema.Remove(keyword);
            }
        }
    }

    /// <summary>Such as the largest double: NJsonSchema keeps bounds as decimals. No service means such a bound.</summary>
    private static bool IsBeyondDecimal(JValue bound) => bound.Value switch
    {
        double value => Math.Abs(value) >= 7.9e28,
        System.Numerics.BigInteger value => System.Numerics.BigInteger.Abs(value) > new System.Numerics.BigInteger(decimal.MaxValue),
        _ => false,
    };

    private static bool IsReadable(JToken type) => type switch
    {
        JValue { Value: string name } => Types.Contains(name),
        JArray names => names.Count > 0 && names.All(name => name is JValue { Value: string text } && Types.Contains(text)),
        _ => false,
    };
}
