using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Moves tokens. One that still has a parent would be copied elsewhere, and pointers would lead to the original.</summary>
internal static class Tokens
{
    /// <summary>Takes a member out of an object.</summary>
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

    /// <summary>Takes all members out of an object, in one go: taking them one by one would be quadratic.</summary>
    /// <param name="members">The object; it is left empty.</param>
    public static JsonMember[] TakeAll(JsonObject members)
    {
        var all = members.Members.ToArray();
        members.Clear();
        return all;
    }

    /// <summary>Moves the members that are chosen.</summary>
    /// <param name="from">The object that loses them.</param>
    /// <param name="isChosen">Which.</param>
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

    /// <summary>Keeps the items that are chosen and removes the others.</summary>
    /// <param name="items">The array.</param>
    /// <param name="isChosen">Which; asked once for each item, in their order.</param>
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

    /// <summary>Puts a new token in the place of one that stood for it.</summary>
    /// <param name="written">What goes.</param>
    /// <param name="meant">What comes, and takes over the place of the other.</param>
    public static void Replace(JsonNode written, JsonNode meant)
    {
        meant.StandFor(written);
        written.Replace(meant);
    }
}
