using System.Globalization;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>
/// Finds the pointers to a document's schemas in one pass, because computing each pointer from its node upwards would take quadratic time
/// in long arrays.
/// </summary>
internal static class SchemaPointers
{
    /// <summary>
    /// Fills in the JSON pointer of each schema in a dictionary. The pointer of a schema outside the document stays null.
    /// </summary>
    public static void Find(JsonObject root, Dictionary<JsonObject, string?> wanted)
    {
        if (wanted.Count > 0)
        {
            Find(root, [], wanted);
        }
    }

    /// <summary>
    /// Resolves a reference within its document, such as <c>#/components/schemas/Image</c>; returns null if it leads nowhere.
    /// </summary>
    public static JsonObject? Target(JsonNode root, JsonNode? reference)
    {
        if (reference is not JsonValue { Value: string text } || PointerIn(text) is not { } pointer)
        {
            return null;
        }

        JsonNode? token = root;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/").Replace("~0", "~");
            token = token switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
        }

        return token as JsonObject;
    }

    /// <summary>Returns the JSON pointer in a reference; null if the reference is an anchor or points to another document.</summary>
    public static string? PointerIn(string reference)
    {
        var pointer = reference.Length > 0 && reference[0] == '#' ? Uri.UnescapeDataString(reference.Substring(1)) : null;
        return pointer is "" || (pointer is not null && pointer[0] == '/') ? pointer : null;
    }

    public static string ReferenceTo(string pointer) => "#" + pointer.Replace("%", "%25");

    private static void Find(JsonNode token, List<string> steps, Dictionary<JsonObject, string?> wanted)
    {
        if (token is JsonObject members)
        {
            if (wanted.ContainsKey(members))
            {
                wanted[members] = string.Concat(steps);
            }

            foreach (var member in members.Members)
            {
                Step(member.Value, member.Name, steps, wanted);
            }
        }
        else if (token is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Step(items[i], i.ToString(CultureInfo.InvariantCulture), steps, wanted);
            }
        }
    }

    private static void Step(JsonNode token, string step, List<string> steps, Dictionary<JsonObject, string?> wanted)
    {
        if (token is JsonObject or JsonArray)
        {
            steps.Add("/" + step.Replace("~", "~0").Replace("/", "~1"));
            Find(token, steps, wanted);
            steps.RemoveAt(steps.Count - 1);
        }
    }
}
