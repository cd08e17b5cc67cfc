using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// JSON Merge Patch (RFC 7396). The patch's nodes are moved instead of copied, so each node keeps its position in the patch file.
/// </summary>
internal static class MergePatch
{
    /// <summary>
    /// Merges a patch into a value and returns the result. Changes the value. The patch cannot be used again, because its nodes are moved
    /// out of it.
    /// </summary>
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

    /// <summary>
    /// Removes the null members of an object that is new in the target. A null member means "remove", but a new object has nothing to
    /// remove. In an array, null is a value.
    /// </summary>
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

    /// <summary>Replaces or adds a member. Keeps the order of members, because generated properties follow it.</summary>
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
