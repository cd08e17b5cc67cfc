using System.Globalization;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Finds the positions of JSON values with System.Text.Json, which the generator does not use.</summary>
internal static class JsonPlaces
{
    /// <summary>
    /// Returns, for each value, the line and column of its member name or, if it has no name, of the value. Both are counted from 1.
    /// </summary>
    public static IReadOnlyDictionary<string, (int Line, int Column)> Of(string text)
    {
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 1000 });
        var open = new Stack<Level>([new Level("", false)]);
        while (reader.Read())
        {
            var level = open.Peek();
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                level.Name = reader.GetString()!;
                level.NameStart = (int)reader.TokenStartIndex;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            var step = level.Name ?? (level.IsArray ? (level.Count++).ToString(CultureInfo.InvariantCulture) : null);
            var pointer = step is null
                ? ""
                : $"{level.Pointer}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            var start = level.Name is null ? (int)reader.TokenStartIndex : level.NameStart;
            places[pointer] = LineAndColumn(Encoding.UTF8.GetString(bytes, 0, start));
            level.Name = null;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(new Level(pointer, reader.TokenType == JsonTokenType.StartArray));
            }
        }

        return places;
    }

    private static (int Line, int Column) LineAndColumn(string before)
    {
        var lines = before.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return (lines.Length, lines[^1].Length + 1);
    }

    private sealed class Level(string pointer, bool isArray)
    {
        public string Pointer => pointer;

        public bool IsArray => isArray;

        public string? Name { get; set; }

        public int NameStart { get; set; }

        public int Count { get; set; }
    }
}
