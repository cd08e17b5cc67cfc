namespace SchemaSdk.Schemas.Json;

/// <summary>Finds the JSON pointers of a text by the position of their targets.</summary>
internal static class TextPointers
{
    /// <summary>Lists the pointers. A member is found by the position of its name and of its value.</summary>
    /// <param name="text">A text that is JSON.</param>
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
