using System.Text.Json;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Compares JSON. Members may be in any order, and only the last of several members with the same name counts. Strings are compared by
/// their characters, and numbers by their digits.
/// </summary>
internal static class JsonDifference
{
    /// <summary>Returns the first difference, or null.</summary>
    public static string? Between(string expected, ReadOnlySpan<byte> actual)
    {
        using var left = JsonDocument.Parse(expected);
        JsonDocument right;
        try
        {
            var reader = new Utf8JsonReader(actual);
            right = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException error)
        {
            return $"is no JSON: {error.Message}";
        }

        using (right)
        {
            return Between(left.RootElement, right.RootElement, "");
        }
    }

    private static string? Between(JsonElement left, JsonElement right, string place)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return $"{place} was {Cut(left)} and became {Cut(right)}";
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => BetweenObjects(left, right, place),
            JsonValueKind.Array => BetweenArrays(left, right, place),
            JsonValueKind.Number when left.GetRawText() != right.GetRawText() => $"{place} was {Cut(left)} and became {Cut(right)}",
            JsonValueKind.String when Text(left) != Text(right) => $"{place} was {Cut(left)} and became {Cut(right)}",
            _ => null,
        };
    }

    private static string? BetweenObjects(JsonElement left, JsonElement right, string place)
    {
        var members = right.EnumerateObject()
            .GroupBy(member => member.Name)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        foreach (var member in left.EnumerateObject().GroupBy(member => member.Name).Select(same => same.Last()))
        {
            if (!members.Remove(member.Name, out var other))
            {
                return $"{place}/{member.Name} was {Cut(member.Value)} and is lost";
            }

            if (Between(member.Value, other, $"{place}/{member.Name}") is { } difference)
            {
                return difference;
            }
        }

        return members.Count == 0 ? null : $"{place}/{members.First().Key} came from nowhere";
    }

    private static string? BetweenArrays(JsonElement left, JsonElement right, string place)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return $"{place} had {left.GetArrayLength()} items and has {right.GetArrayLength()}";
        }

        for (var i = 0; i < left.GetArrayLength(); i++)
        {
            if (Between(left[i], right[i], $"{place}/{i}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>Returns the characters, or the unparsed text if it contains half of a surrogate pair.</summary>
    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string Cut(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
