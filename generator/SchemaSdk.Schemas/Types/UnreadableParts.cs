using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Removes the unreadable parts of a schema, so that each one affects only the property that contains it.</summary>
internal static class UnreadableParts
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "array", "boolean", "integer", "null", "number", "object", "string",
    };

    private static readonly string[] Bounds = KeywordTable.Names(keyword => keyword.TakesNumber);

    /// <summary>The keywords that are added only to the copy from which types are built. A schema file must not contain them.</summary>
    private static readonly string[] Markers =
        [TypingView.Null, TypingView.Reference, TypingView.Unmerged, ConditionalMembers.More];

    /// <summary>
    /// Removes references that cannot be resolved, types that JSON Schema does not define, bounds that a decimal cannot represent, and
    /// keywords that are meant only for the copy from which types are built.
    /// </summary>
    public static void Remove(JsonObject root, ProblemList problems)
    {
        var chains = new ReferenceChains(root);
        foreach (var schema in SchemaWalk.Of(root))
        {
            if (schema[KeywordName.Ref] is { } reference)
            {
                if (ReferenceChains.PointerOf(reference) is { } target
                    && JsonPointer.Find(root, target) is JsonObject
                    && chains.EndsSoon(schema))
                {
                    // Later code must not unescape the stored reference again, because a "%20" in it is literal.
                    schema[KeywordName.Ref] = "#" + target;
                }
                else
                {
                    var fault = chains.Fault(schema);
                    schema.Remove(KeywordName.Ref);
                    problems.AddOf(
                        ProblemKinds.ReferenceRefused,
                        JsonPointer.To(schema),
                        KeywordName.Ref,
                        [(string?)reference ?? $"{reference}", .. fault]);
                }
            }

            if (schema[KeywordName.Type] is { } type && !IsReadable(type))
            {
                schema.Remove(KeywordName.Type);
                problems.AddOf(ProblemKinds.NotTyped, JsonPointer.To(schema), KeywordName.Type, $"the type {type.ToString()}");
            }

            foreach (var keyword in Bounds.Where(keyword => IsAbsurd(schema[keyword])).Concat(Markers))
            {
                schema.Remove(keyword);
            }
        }
    }

    /// <summary>Returns true for a bound that a decimal cannot represent, such as 1e300.</summary>
    private static bool IsAbsurd(JsonNode? bound) =>
        bound is not null && SchemaKeywords.IsNumber(bound) && NumberBounds.Of(bound) is null;

    private static bool IsReadable(JsonNode type) => type switch
    {
        JsonValue { Value: string name } => Types.Contains(name),
        JsonArray names => names.Count > 0 && names.All(name => name is JsonValue { Value: string text } && Types.Contains(text)),
        _ => false,
    };
}
