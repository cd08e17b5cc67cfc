using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds all schemas that a value must match: the given one, its <c>allOf</c> branches, and the targets of references.</summary>
internal sealed class SchemaParts(RuleReferences references)
{
    /// <summary>
    /// The maximum number of steps. It is needed because a chain of n references takes n² steps. After the last step, each schema is
    /// checked on its own.
    /// </summary>
    private const int MaxSteps = 1_000_000;

    private int _steps;

    /// <summary>
    /// Returns the schema, followed by the schemas that a value must also match; empty if the schema is only a reference.
    /// </summary>
    public IReadOnlyList<SchemaPart> Of(JsonObject schema)
    {
        if (IsReferenceAlone(schema))
        {
            return [];
        }

        var parts = new List<SchemaPart> { new(schema, 0) };
        var seen = new HashSet<JsonObject> { schema };
        var branch = 0;
        foreach (var first in Below(schema))
        {
            Add(first, ++branch, parts, seen);
        }

        return parts;
    }

    private void Add(JsonNode first, int branch, List<SchemaPart> parts, HashSet<JsonObject> seen)
    {
        var open = new Stack<JsonNode>([first]);
        while (open.Count > 0 && _steps <= MaxSteps)
        {
            if (open.Pop() is not JsonObject next || !seen.Add(next))
            {
                continue;
            }

            _steps += SizeOf(next);
            if (!IsReferenceAlone(next))
            {
                parts.Add(new SchemaPart(next, branch));
            }

            foreach (var below in Below(next).Reverse())
            {
                open.Push(below);
            }
        }
    }

    private static int SizeOf(JsonObject schema) => 1
        + ((schema[KeywordName.Properties] as JsonObject)?.Count ?? 0)
        + ((schema[KeywordName.Required] as JsonArray)?.Count ?? 0)
        + ((schema[KeywordName.AllOf] as JsonArray)?.Count ?? 0);

    private bool IsReferenceAlone(JsonObject schema) =>
        !references.HasSiblings && schema[KeywordName.Ref] is JsonValue { Value: string };

    private IEnumerable<JsonNode> Below(JsonObject schema)
    {
        var branches = IsReferenceAlone(schema) ? [] : schema[KeywordName.AllOf] as JsonArray ?? [];
        return references.Follow(schema) is { } target ? branches.Append(target) : branches;
    }
}
