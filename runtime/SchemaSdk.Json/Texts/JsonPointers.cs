using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Finds the JSON pointers (RFC 6901) of values from their offsets in the JSON.</summary>
internal static class JsonPointers
{
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Returns the name of the member that a pointer refers to.</summary>
    public static string LastName(string pointer) => pointer[(pointer.LastIndexOf('/') + 1)..]
        .Replace("~1", "/", StringComparison.Ordinal)
        .Replace("~0", "~", StringComparison.Ordinal);

    /// <param name="utf8Json">Well-formed JSON.</param>
    /// <param name="options">The options for reading the JSON.</param>
    /// <param name="offsets">The offsets of values or member names, in ascending order. An offset may occur twice.</param>
    /// <param name="maxLength">The search ends when the pointers together have this many characters.</param>
    /// <returns>The pointer for each offset, in the same order; fewer if the search ended early.</returns>
    public static string[] Find(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options, long[] offsets, long maxLength = long.MaxValue)
    {
        var pointers = new string[offsets.Length];
        var path = new List<Step>();
        var found = 0;
        var reader = new Utf8JsonReader(utf8Json, options);
        while (found < offsets.Length && maxLength > 0 && reader.Read())
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

                for (; found < offsets.Length && maxLength > 0 && offsets[found] == reader.TokenStartIndex; found++)
                {
                    pointers[found] = ToText(path);
                    maxLength -= pointers[found].Length;
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    path.Add(new Step());
                }
            }
        }

        return pointers[..found];
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

    private sealed class Step
    {
        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}
