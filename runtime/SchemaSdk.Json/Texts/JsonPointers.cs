using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Finds the JSON pointers (RFC 6901) of values by the offsets at which they start.</summary>
internal static class JsonPointers
{
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name of the member to which a pointer leads.</summary>
    public static string LastName(string pointer) => pointer[(pointer.LastIndexOf('/') + 1)..]
        .Replace("~1", "/", StringComparison.Ordinal)
        .Replace("~0", "~", StringComparison.Ordinal);

    /// <param name="utf8Json">Well-formed JSON.</param>
    /// <param name="options">The options with which the text was read.</param>
    /// <param name="offsets">Where values or names of members start, in order; an offset may occur twice.</param>
    /// <returns>The pointer of each value, in the same order.</returns>
    public static string[] Find(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options, long[] offsets)
    {
        var pointers = new string[offsets.Length];
        var path = new List<Step>();
        var found = 0;
        var reader = new Utf8JsonReader(utf8Json, options);
        while (found < offsets.Length && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.RemoveAt(path.Count - 1);
            }
            else
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    path[^1].Name = JsonText.Decode(ref reader);
                }
                else if (path.Count > 0 && path[^1].Name is null)
                {
                    path[^1].Index++;
                }

                for (; found < offsets.Length && offsets[found] == reader.TokenStartIndex; found++)
                {
                    pointers[found] = ToText(path);
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    path.Add(new Step());
                }
            }
        }

        return pointers;
    }

    private static string ToText(List<Step> path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            text.Append('/').Append(step.Name is null ? step.Index.ToString(CultureInfo.InvariantCulture) : Escape(step.Name));
        }

        return text.ToString();
    }

    // A member by its name, or else an item by its position.
    private sealed class Step
    {
        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}
