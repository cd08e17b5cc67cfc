using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// JSON Merge Patch (RFC 7396). Moves the patch's tokens and never copies them, so that each keeps its place in its file.
/// </summary>
internal static class MergePatch
{
    /// <summary>Merges a patch into a value.</summary>
    /// <param name="target">The value; it is changed.</param>
    /// <param name="patch">The patch; it is used up.</param>
    /// <returns>What the value has become.</returns>
    public static JsonNode Apply(JsonNode target, JsonNode patch)
    {
        if (patch is not JsonObject members)
        {
            return patch;
        }

        if (target is not JsonObject merged)
        {
            RemoveNulls(members);
            return members;
        }

        foreach (var member in members.Members.ToList())
        {
            if (member.Value.Kind == JsonKind.Null)
            {
                merged.Remove(member.Name);
            }
            else if (member.Value is JsonObject && merged[member.Name] is JsonObject inner)
            {
                Apply(inner, member.Value);
            }
            else
            {
                RemoveNulls(member.Value);
                member.Remove();
                Put(merged, member);
            }
        }

        return merged;
    }

    /// <summary>In what is new there is nothing to remove. In an array null is a value.</summary>
    private static void RemoveNulls(JsonNode patch)
    {
        foreach (var member in (patch as JsonObject)?.Members.ToList() ?? [])
        {
            if (member.Value.Kind == JsonKind.Null)
            {
                member.Remove();
            }
            else
            {
                RemoveNulls(member.Value);
            }
        }
    }

    /// <summary>The order of the members stays: that of generated properties follows it.</summary>
    private static void Put(JsonObject target, JsonMember member)
    {
        if (target.Member(member.Name) is { } present)
        {
            present.Replace(member);
        }
        else
        {
            target.Add(member);
        }
    }
}
