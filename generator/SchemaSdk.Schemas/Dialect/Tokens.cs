using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// Moves nodes. A node must be detached first. Otherwise, a copy of the node would be added, and references would still point to the
/// original.
/// </summary>
internal static class Tokens
{
    /// <summary>Removes a member from an object and returns its detached value; null for an unknown name.</summary>
    public static JsonNode? Take(JsonObject members, string name)
    {
        if (members.Member(name) is not { } member)
        {
            return null;
        }

        var value = member.Value;
        member.Value = JsonValue.CreateNull();
        member.Remove();
        return value;
    }

    /// <summary>Removes all members from an object in one step, because removing them one by one takes quadratic time.</summary>
    public static JsonMember[] TakeAll(JsonObject members)
    {
        var all = members.Members.ToArray();
        members.Clear();
        return all;
    }

    /// <summary>Moves the selected members to a new object, in their original order.</summary>
    public static JsonObject TakeAll(JsonObject from, Func<JsonMember, bool> isChosen)
    {
        var chosen = new JsonObject();
        foreach (var member in TakeAll(from))
        {
            (isChosen(member) ? chosen : from).Add(member);
        }

        return chosen;
    }

    /// <summary>Removes the items that are not selected. The selector is called once for each item, in order.</summary>
    public static void Keep(JsonArray items, Func<JsonNode, bool> isChosen)
    {
        var all = items.ToArray();
        var kept = Array.FindAll(all, item => isChosen(item));
        if (kept.Length == all.Length)
        {
            return;
        }

        items.Clear();
        foreach (var item in kept)
        {
            items.Add(item);
        }
    }

    /// <summary>Replaces a node with its normalized form, and gives that form the node's file position.</summary>
    public static void Replace(JsonNode written, JsonNode meant)
    {
        meant.StandFor(written);
        written.Replace(meant);
    }
}
