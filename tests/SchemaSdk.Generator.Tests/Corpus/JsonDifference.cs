namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Compares JSON. Members may be in any order, and only the last of several members with the same name counts. Strings are compared by
/// their characters, and numbers by their digits.
/// </summary>
internal static class JsonDifference
{
    /// <summary>Returns the first difference; null if the JSON is equal.</summary>
    public static string? Between(string expected, ReadOnlySpan<byte> actual)
    {
        var (was, became) = (Leaves(expected), Leaves(System.Text.Encoding.UTF8.GetString(actual)));
        return was.Except(became).Concat(became.Except(was)).FirstOrDefault() is { } leaf
            ? $"{leaf} is only {(was.Contains(leaf) ? "in the JSON that was read" : "in the JSON that was written")}"
            : null;
    }

    private static List<string> Leaves(string json) => [.. Leaves(JsonElement.Parse(json), "")];

    private static IEnumerable<string> Leaves(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => value.EnumerateObject()
            .GroupBy(member => member.Name)
            .SelectMany(same => Leaves(same.Last().Value, $"{place}/{same.Key.Replace("/", "~1", StringComparison.Ordinal)}")),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            value.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{place}/{i}")),
        _ => [$"{place} = {Text(value)}"],
    };

    /// <summary>
    /// Returns the characters of a string. Returns the raw text of any other value, and of a string with half a surrogate pair.
    /// </summary>
    private static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? $"\"{value.GetString()}\"" : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
