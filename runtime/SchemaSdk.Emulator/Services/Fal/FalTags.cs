using System.Text;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The tags of a submit: <c>key=value,key=value</c>. As with fal, invalid pairs are dropped without an error.</summary>
internal static class FalTags
{
    private const int MostPairs = 10;
    private const int MostKey = 64;
    private const int MostValue = 256;
    private const int MostBytes = 1024;

    /// <summary>Returns the valid tags as JSON; null if no tag is valid.</summary>
    public static string? Read(string? header)
    {
        var tags = new JsonObject();
        var bytes = 0;
        foreach (var pair in (header ?? "").Split(',', MostPairs + 1, StringSplitOptions.TrimEntries).Take(MostPairs))
        {
            if (pair.Split('=', 2) is not [var key, var value] || !IsKey(key) || value.Length > MostValue || tags.ContainsKey(key))
            {
                continue;
            }

            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
            if (bytes > MostBytes)
            {
                break;
            }

            tags[key] = value;
        }

        return tags.Count > 0 ? tags.ToJsonString() : null;
    }

    public static JsonNode Of(EmulatedJob job) => job.Note is { } note ? JsonNode.Parse(note)! : new JsonObject();

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= MostKey
        && !key.StartsWith("fal.", StringComparison.Ordinal)
        && key.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-');
}
