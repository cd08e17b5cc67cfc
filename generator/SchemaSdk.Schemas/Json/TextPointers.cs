namespace SchemaSdk.Schemas.Json;

/// <summary>Maps positions in JSON text to JSON pointers.</summary>
internal static class TextPointers
{
    /// <summary>
    /// Returns the JSON pointer of every value in a document, by text position. A member's pointer is listed twice, for its name and for
    /// its value.
    /// </summary>
    public static IReadOnlyDictionary<int, string> Of(string text)
    {
        var pointers = new Dictionary<int, string>();
        Add(JsonParser.ReadAgain(text), "", pointers);
        return pointers;
    }

    private static void Add(JsonNode token, string pointer, Dictionary<int, string> pointers)
    {
        pointers[token.Place.Start] = pointer;
        if (token is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Add(items[i], JsonPointer.Append(pointer, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), pointers);
            }
        }

        foreach (var member in (token as JsonObject)?.Members ?? [])
        {
            var inner = JsonPointer.Append(pointer, member.Name);
            pointers[member.Place.Start] = inner;
            Add(member.Value, inner, pointers);
        }
    }
}
