using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Moves nodes. A node that still has a parent would be copied instead, and pointers would lead to the original.</summary>
internal static class Tokens
{
    /// <summary>Removes a member from an object.</summary>
    /// <param name="members">The object; it loses the member.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>Its value, detached from its parent; null for an unknown name.</returns>
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

    /// <summary>Removes all members from an object at once, because removing them one by one is quadratic.</summary>
    /// <param name="members">The object; it is left empty.</param>
    public static JsonMember[] TakeAll(JsonObject members)
    {
        var all = members.Members.ToArray();
        members.Clear();
        return all;
    }

    /// <summary>Moves selected members.</summary>
    /// <param name="from">The object that has them.</param>
    /// <param name="isChosen">Selects the members.</param>
    /// <returns>A new object that holds them, in their order.</returns>
    public static JsonObject TakeAll(JsonObject from, Func<JsonMember, bool> isChosen)
    {
        var chosen = new JsonObject();
        foreach (var member in TakeAll(from))
        {
            (isChosen(member) ? chosen : from).Add(member);
        }

        return chosen;
    }

    /// <summary>Keeps selected items and removes the others.</summary>
    /// <param name="items">The array.</param>
    /// <param name="isChosen">Selects the items; called once for each item, in their order.</param>
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

    /// <summary>Replaces a node by the one that it means.</summary>
    /// <param name="written">The old node.</param>
    /// <param name="meant">The new node, which gets the place of the old one.</param>
    public static void Replace(JsonNode written, JsonNode meant)
    {
        meant.StandFor(written);
        written.Replace(meant);
    }
}
