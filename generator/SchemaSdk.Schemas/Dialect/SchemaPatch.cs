using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Applies patches: JSON Merge Patches that also detect what the service has changed since they were written.</summary>
internal static class SchemaPatch
{
    /// <summary>Applies a patch to the schema as the service wrote it.</summary>
    /// <param name="schema">The schema; it is changed.</param>
    /// <param name="patch">The patch; its nodes are moved, so it cannot be used afterwards.</param>
    /// <returns>The parts that no longer apply; the rest has been applied.</returns>
    public static IReadOnlyList<PatchFinding> Apply(JsonObject schema, JsonObject patch)
    {
        var findings = new List<PatchFinding>();
        Check(schema, patch, "", findings);
        foreach (var finding in findings.Where(finding => finding.Kind == PatchFindingKind.DescribesNothing))
        {
            // If merged, it would create a part that the service does not know and that has no type.
            finding.Part.Remove();
        }

        MergePatch.Apply(schema, patch);
        return findings;
    }

    private static void Check(JsonObject schema, JsonObject patch, string pointer, List<PatchFinding> findings)
    {
        if (patch.Count == 0)
        {
            findings.Add(new(PatchFindingKind.ChangesNothing, pointer, patch.Parent ?? patch));
        }

        foreach (var member in patch.Members)
        {
            var at = pointer + "/" + member.Name.Replace("~", "~0").Replace("/", "~1");
            var present = schema[member.Name];
            if (member.Value.Kind == JsonKind.Null && present is null)
            {
                findings.Add(new(PatchFindingKind.RemovesNothing, at, member));
            }
            else if (member.Value is JsonObject inner && present is JsonObject part)
            {
                Check(part, inner, at, findings);
            }
            else if (member.Value is JsonObject added && present is null && !IsData(member) && OnlyDescribes(added))
            {
                findings.Add(new(PatchFindingKind.DescribesNothing, at, member));
            }
            else if (member.Value.Kind != JsonKind.Null && JsonEquality.Comparer.Equals(present, member.Value))
            {
                findings.Add(new(PatchFindingKind.ChangesNothing, at, member));
            }
        }
    }

    /// <summary>
    /// Returns true if a keyword holds a value, not a schema. Members that look like documentation are part of the value.
    /// </summary>
    private static bool IsData(JsonMember member) =>
        KeywordTable.Find(member.Name) is { Holds: SubschemaPlaces.Data }
        && member.Parent?.Parent is not JsonMember { Name: KeywordName.Properties };

    /// <summary>Returns true if a part only documents a value, or parts of it, and does not define one.</summary>
    private static bool OnlyDescribes(JsonObject part) => part.Count > 0 && part.Members.All(member => member.Value switch
    {
        JsonObject inner => OnlyDescribes(inner),
        _ => KeywordTable.Find(member.Name) is { IsNote: true }
            || member.Name.StartsWith("x-", StringComparison.Ordinal),
    });
}
