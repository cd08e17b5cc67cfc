using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// Applies patches in JSON Merge Patch format. Detects the parts of a patch that do not fit the schema, usually because the service
/// has changed the schema.
/// </summary>
internal static class SchemaPatch
{
    /// <summary>Applies a patch to the service's original schema, and returns the parts of the patch that do not fit the schema.</summary>
    public static IReadOnlyList<PatchFinding> Apply(JsonObject schema, JsonObject patch)
    {
        var findings = new List<PatchFinding>();
        Check(schema, patch, "", findings);
        foreach (var finding in findings.Where(finding => finding.Kind == PatchFindingKind.DescribesNothing))
        {
            // Merging this part would add a member that the service does not know.
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
    /// Returns true for a keyword whose value is data (such as <c>default</c>) or consists of names (such as <c>dependentRequired</c>). A
    /// <c>title</c> inside such a value is not documentation.
    /// </summary>
    private static bool IsData(JsonMember member) =>
        KeywordTable.Find(member.Name) is { Holds: SubschemaPlaces.Data } or { Checks.Argument: CheckArgument.NamesOfMember }
        && member.Parent?.Parent is not JsonMember { Name: KeywordName.Properties };

    /// <summary>Returns true if a part contains only notes, such as descriptions, and restricts no value.</summary>
    private static bool OnlyDescribes(JsonObject part) => part.Count > 0 && part.Members.All(member => member.Value switch
    {
        JsonObject inner when !IsData(member) => OnlyDescribes(inner),
        _ => KeywordTable.Find(member.Name) is { IsNote: true }
            || member.Name.StartsWith("x-", StringComparison.Ordinal),
    });
}
