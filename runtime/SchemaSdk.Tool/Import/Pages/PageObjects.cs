using System.Text;
using System.Text.Json;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Finds the JSON objects in the text of a page.</summary>
internal sealed class PageObjects
{
    // Each brace that is mistaken for the start of JSON causes a slow exception. A real page has a few hundred such braces.
    private const int MostFailures = 10_000;

    // Allows more levels than a schema may have: if a schema is too deep, its inner part must not be mistaken for a whole schema.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    private readonly HashSet<JsonNode> _known = new(JsonEquality.Comparer);
    private readonly List<PageObject> _wanted = [];
    private readonly List<(int Line, string Fault)> _unread = [];
    private int _failures;

    private PageObjects()
    {
    }

    /// <summary>The outermost objects of the kind that was searched for, in order and without duplicates.</summary>
    internal IReadOnlyList<PageObject> Wanted => _wanted;

    /// <summary>
    /// The line and the error of each object that exceeds the maximum depth or size of a schema, or looks like a schema but is not JSON.
    /// </summary>
    internal IReadOnlyList<(int Line, string Fault)> Unread => _unread;

    /// <summary>Searches a page.</summary>
    /// <param name="name">The path or URL of the page, for messages.</param>
    /// <param name="page">The text of the page.</param>
    /// <param name="isWanted">Returns true for an object of the kind to search for.</param>
    /// <exception cref="ToolException">The page has too many braces that do not begin JSON.</exception>
    internal static PageObjects Find(string name, PageText page, Func<JsonObject, bool> isWanted)
    {
        var objects = new PageObjects();
        var bytes = Encoding.UTF8.GetBytes(page.Whole);
        var (characters, counted) = (0, 0);
        for (var at = IndexOfBrace(bytes, 0); at >= 0; at = IndexOfBrace(bytes, at))
        {
            characters += Encoding.UTF8.GetCharCount(bytes, counted, at - counted);
            counted = at;
            var length = LengthOf(bytes.AsSpan(at), out var isWhole, out var hasProperties);
            if (!isWhole && length > 1 && ++objects._failures > MostFailures)
            {
                throw new ToolException(
                    ExitCode.WrongUsage,
                    $"{name} has more than {MostFailures} braces that are followed by a quote but do not begin JSON. "
                    + "Save only the part that contains the schemas, as a text file.");
            }

            if (isWhole)
            {
                objects.Read(Encoding.UTF8.GetString(bytes, at, length), () => page.LineAt(characters), isWanted);
            }
            else if (hasProperties)
            {
                var line = page.LineAt(characters);
                var end = page.LineAt(characters + Encoding.UTF8.GetCharCount(bytes, at, length));
                objects._unread.Add((line, $"it is not valid JSON on line {end}"));
            }

            at += length;
        }

        return objects;
    }

    private static int IndexOfBrace(byte[] bytes, int from) => Array.IndexOf(bytes, (byte)'{', from);

    private static int LengthOf(ReadOnlySpan<byte> bytes, out bool isWhole, out bool hasProperties)
    {
        isWhole = hasProperties = false;

        // In prose and code, few braces are followed by a quote. Skipping the others here avoids most of the parser's exceptions.
        if (bytes[1..].TrimStart(" \t\r\n"u8) is not [(byte)'"', ..])
        {
            return 1;
        }

        var reader = new Utf8JsonReader(bytes, Deep);
        try
        {
            while (!isWhole && reader.Read())
            {
                hasProperties |= reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(KeywordName.Properties);
                isWhole = reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject;
            }
        }
        catch (JsonException)
        {
            isWhole = false;
        }

        // At least 2, because the caller takes 1 to mean that no exception was thrown.
        return Math.Max(2, (int)reader.BytesConsumed);
    }

    private void Read(string written, Func<int> line, Func<JsonObject, bool> isWanted)
    {
        try
        {
            var json = (JsonObject)JsonParser.Read(written);
            if (isWanted(json) && _known.Add(json))
            {
                _wanted.Add(new PageObject(written, json, line()));
            }
        }
        catch (JsonTextException exception)
        {
            _unread.Add((line(), exception.Message));
        }
    }
}
