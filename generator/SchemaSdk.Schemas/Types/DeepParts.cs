using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Empties parts that are nested too deeply, because later steps recurse and would overflow a compiler's stack.</summary>
internal static class DeepParts
{
    /// <summary>The maximum depth. Files are limited to the same depth, but a schema that was merged into itself can be deeper.</summary>
    private const int MaxDepth = 64;

    /// <summary>Empties and reports every part beyond the maximum depth.</summary>
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
