using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Empties parts that nest so deep that later stages, which recurse, would overflow a compiler's stack.</summary>
internal static class DeepParts
{
    /// <summary>The most levels. No text nests deeper, but a schema merged into itself may.</summary>
    private const int MaxDepth = 64;

    /// <summary>Empties every part that is nested deeper.</summary>
    /// <param name="root">The schema; it is changed.</param>
    /// <param name="problems">Collects a problem for each part.</param>
    public static void Remove(JsonObject root, ProblemList problems) => Remove(root, 1, problems);

    private static void Remove(JsonNode part, int depth, ProblemList problems)
    {
        if (depth > MaxDepth && part is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            problems.Add(ProblemKinds.NotTyped, JsonPointer.To(part), $"a part nested deeper than {MaxDepth} levels");
            (part as JsonObject)?.Clear();
            (part as JsonArray)?.Clear();
        }

        foreach (var inner in (part as JsonObject)?.Values ?? part as JsonArray ?? [])
        {
            if (inner is not JsonValue)
            {
                Remove(inner, depth + 1, problems);
            }
        }
    }
}
