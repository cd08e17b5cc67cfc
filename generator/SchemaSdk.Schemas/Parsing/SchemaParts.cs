using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Finds the schemas that a value has to fit together with a schema.</summary>
/// <param name="references">The targets of the document's references.</param>
internal sealed class SchemaParts(RuleReferences references)
{
    /// <summary>Schemas that refer to each other in long chains cost the square of their number. What is beyond is not combined.</summary>
    private const int MaxSteps = 1_000_000;

    private int _steps;

    /// <summary>Lists them.</summary>
    /// <param name="schema">The schema, which comes first.</param>
    public IReadOnlyList<SchemaPart> Of(JsonObject schema)
    {
        var parts = new List<SchemaPart> { new(schema, 0) };
        var seen = new HashSet<JsonObject> { schema };
        var way = 0;
        foreach (var branch in Below(schema))
        {
            Add(branch, ++way);
        }

        return parts;

        void Add(JsonNode first, int way)
        {
            var open = new Stack<JsonNode>([first]);
            while (open.Count > 0 && _steps <= MaxSteps)
            {
                if (open.Pop() is JsonObject next && seen.Add(next))
                {
                    _steps += SizeOf(next);
                    parts.Add(new SchemaPart(next, way));
                    foreach (var branch in Below(next).Reverse())
                    {
                        open.Push(branch);
                    }
                }
            }
        }
    }

    private static int SizeOf(JsonObject schema) => 1
        + ((schema[KeywordName.Properties] as JsonObject)?.Count ?? 0)
        + ((schema[KeywordName.Required] as JsonArray)?.Count ?? 0)
        + ((schema[KeywordName.AllOf] as JsonArray)?.Count ?? 0);

    private IEnumerable<JsonNode> Below(JsonObject schema)
    {
        if (references.Follow(schema) is { } target)
        {
            return references.HasSiblings ? Branches(schema).Append(target) : [target];
        }

        return Branches(schema);
    }

    private static IEnumerable<JsonNode> Branches(JsonObject schema) => schema[KeywordName.AllOf] as JsonArray ?? [];
}
