using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>JSON Merge Patch (RFC 7396). Moves the patch's tokens and never copies them, so that each keeps its place in its file.</summary>
internal static class MergePatch
{
    /// <summary>Merges a patch into a value.</summary>
    /// <param name="target">The value; it is changed.</param>
    /// <param name="patch">The patch; it is used up.</param>
    /// <returns>What the value has become.</returns>
    public static JToken Apply(JToken target, JToken patch)
    {
        if (patch is not JObject members)
        {
            return patch;
        }

        if (target is not JObject merged)
        {
            RemoveNulls(members);
            return members;
        }

        foreach (var member in members.Properties().ToList())
        {
            if (member.Value.Type == JTokenType.Null)
            {
                merged.Remove(member.Name);
            }
            else if (member.Value is JObject && merged[member.Name] is JObject inner)
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
    private static void RemoveNulls(JToken patch)
    {
        foreach (var member in (patch as JObject)?.Properties().ToList() ?? [])
        {
            if (member.Value.Type == JTokenType.Null)
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
    private static void Put(JObject target, JProperty member)
    {
        if (target.Property(member.Name) is { } present)
        {
            present.Replace(member);
        }
        else
        {
            target.Add(member);
        }
    }
}
