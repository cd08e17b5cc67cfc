using System.Text;
using System.Text.Json;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>The JSON objects in the text of a page, wherever they stand between its words.</summary>
internal sealed class PageObjects
{
    // Each of them costs an exception. Prose and code have some hundreds.
    private const int MostFailures = 10_000;

    // Deeper than any schema is read, so that the parts of one that is too deep are not taken for schemas.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    private readonly HashSet<JsonNode> _known = new(JsonEquality.Comparer);
    private readonly List<PageObject> _wanted = [];
    private readonly List<(int Line, string Fault)> _unread = [];
    private int _failures;

    private PageObjects()
    {
    }

    /// <summary>The outermost objects that are wanted, in their order. One that stands there again is left out.</summary>
    internal IReadOnlyList<PageObject> Wanted => _wanted;

    /// <summary>The lines of objects that are deeper or larger than a schema may be, with what is wrong.</summary>
    internal IReadOnlyList<(int Line, string Fault)> Unread => _unread;

    /// <summary>Looks a page through.</summary>
    /// <param name="name">The page, for messages.</param>
    /// <param name="page">The text.</param>
    /// <param name="isWanted">Chooses the objects.</param>
    /// <exception cref="ToolException">It has more braces without JSON than pages have.</exception>
    internal static PageObjects Find(string name, PageText page, Func<JsonObject, bool> isWanted)
    {
        var objects = new PageObjects();
        var bytes = Encoding.UTF8.GetBytes(page.Whole);
        var (characters, counted) = (0, 0);
        for (var at = IndexOfBrace(bytes, 0); at >= 0; at = IndexOfBrace(bytes, at))
        {
            characters += Encoding.UTF8.GetCharCount(bytes, counted, at - counted);
            counted = at;
            var length = LengthOf(bytes.AsSpan(at), out var isWhole);
            if (!isWhole && length > 1 && ++objects._failures > MostFailures)
            {
                throw new ToolException(
                    ExitCode.WrongUsage,
                    $"{name} has more than {MostFailures} braces with a quote behind them that begin no JSON. Save the part with the "
                    + "schemas as text.");
            }

            if (isWhole)
            {
                objects.Read(Encoding.UTF8.GetString(bytes, at, length), () => page.LineAt(characters), isWanted);
            }

            // Behind the part that was JSON: so each character is read once, however many braces are open.
            at += length;
        }

        return objects;
    }

    private static int IndexOfBrace(byte[] bytes, int from) => Array.IndexOf(bytes, (byte)'{', from);

    private static int LengthOf(ReadOnlySpan<byte> bytes, out bool isWhole)
    {
        // The first name of an object. Most braces of prose and code have something else behind them, or are empty.
        isWhole = false;
        if (bytes[1..].TrimStart(" \t\r\n"u8) is not [(byte)'"', ..])
        {
            return 1;
        }

        var reader = new Utf8JsonReader(bytes, Deep);
        try
        {
            reader.Read();
            reader.Skip();
            isWhole = true;
        }
        catch (JsonException)
        {
            // A brace of another language.
            isWhole = false;
        }

        // The quote at least, which tells this failure from the one above.
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
