using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Json;

/// <summary>The JSON pointers of a text, by where what they lead to starts.</summary>
internal static class TextPointers
{
    /// <summary>Lists them: of a member by its name as well as by its value.</summary>
    /// <param name="text">A text that is JSON.</param>
    public static IReadOnlyDictionary<int, string> Of(string text)
    {
        var pointers = new Dictionary<int, string>();
        Add(JsonText.ReadAgain(text), "", pointers);
        return pointers;
    }

    private static void Add(JToken token, string pointer, Dictionary<int, string> pointers)
    {
        pointers[JsonText.PlaceOf(token).Start] = pointer;
        if (token is JArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Add(items[i], JsonPointer.Append(pointer, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), pointers);
            }
        }

        foreach (var member in (token as JObject)?.Properties() ?? [])
        {
            var inner = JsonPointer.Append(pointer, member.Name);
            pointers[JsonText.PlaceOf(member).Start] = inner;
            Add(member.Value, inner, pointers);
        }
    }
}
