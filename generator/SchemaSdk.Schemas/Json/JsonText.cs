using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Reads JSON text strictly, and leaves on every token where it stands in the text.</summary>
/// <remarks>
/// Newtonsoft.Json reads what is no JSON (comments, single quotes, trailing commas) and says where a token ends, not
/// where it starts. A schema that is checked in is read by others too, so it has to be JSON; and a problem has to point
/// at a place.
/// </remarks>
internal sealed class JsonText
{
    /// <summary>Deeper schemas are refused: every later stage recurses.</summary>
    private const int MaxDepth = 64;

    /// <summary>What was read once, and normalized since, may nest deeper by what rules put around parts of it.</summary>
    private const int MaxDepthAgain = 2 * MaxDepth;

    /// <summary>The longest schema of the corpus has a 70th of it.</summary>
    private const int MaxLength = 16_000_000;

    /// <summary>The largest schema of the corpus has a 40th of them.</summary>
    public const int MaxValues = 250_000;

    private readonly JsonCursor _cursor;
    private readonly string _path;
    private readonly int _maxDepth;
    private readonly List<RepeatedMember>? _repeated;
    private int _depth;
    private int _values;

    private JsonText(string text, string path, int maxDepth, List<RepeatedMember>? repeated = null)
    {
        _repeated = repeated;
        _cursor = new JsonCursor(text);
        _path = path;
        _maxDepth = maxDepth;
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file that has it.</param>
    /// <param name="repeated">Where it is noted what does not count; null for nowhere.</param>
    /// <returns>The value; each value and property in it carries its place.</returns>
    /// <exception cref="JsonTextException">The text is not JSON, is too large, or nests deeper than 64.</exception>
    public static JToken Read(string text, string path = "", List<RepeatedMember>? repeated = null) => text.Length <= MaxLength
        ? new JsonText(text, path, MaxDepth, repeated).ReadWhole()
        : throw new JsonTextException($"It has {text.Length} characters, and a schema {MaxLength} at most", new TextSpan(0, 0));

    /// <summary>Reads a text that was written from what was read before.</summary>
    /// <param name="text">The text.</param>
    public static JToken ReadAgain(string text) => new JsonText(text, "", MaxDepthAgain).ReadWhole();

    /// <summary>Where a token stands.</summary>
    /// <param name="token">A token of <see cref="Read"/>, or one that was put around such a token.</param>
    /// <returns>The token's place; else that of the nearest token around it that has one.</returns>
    public static TextSpan PlaceOf(JToken token) => Find(token)?.Span ?? default;

    /// <summary>Where a token itself stands, or the property whose value it is.</summary>
    /// <param name="token">Any token.</param>
    /// <returns>Null for a token of no text.</returns>
    public static TextSpan? OwnPlaceOf(JToken token) => (token.Annotation<Place>() ?? token.Parent?.Annotation<Place>())?.Span;

    /// <summary>Which file has a token.</summary>
    /// <param name="token">A token of <see cref="Read"/>, or one that was put around such a token.</param>
    /// <returns>The path that was given to <see cref="Read"/>; null for a token of no text.</returns>
    public static string? PathOf(JToken token) => Find(token)?.Path;

    private static Place? Find(JToken token)
    {
        for (var place = token; place is not null; place = place.Parent)
        {
            // A property that was made for a value which was moved has no place of its own.
            if ((place.Annotation<Place>() ?? (place as JProperty)?.Value.Annotation<Place>()) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private JToken ReadWhole()
    {
        _cursor.TakeIf('\uFEFF');
        var value = ReadValue();
        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? value : throw _cursor.Unexpected("the end of the file");
    }

    private JToken ReadValue()
    {
        _cursor.SkipSpace();
        var start = _cursor.At;
        if (++_values > MaxValues)
        {
            throw new JsonTextException($"It has more than {MaxValues} values", new TextSpan(start, 1));
        }

        JToken value = _cursor.Peek() switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => new JValue(_cursor.ReadString()),
            't' => ReadWord("true", new JValue(true)),
            'f' => ReadWord("false", new JValue(false)),
            'n' => ReadWord("null", JValue.CreateNull()),
            '-' or (>= '0' and <= '9') => new JValue(_cursor.ReadNumber()),
            _ => throw _cursor.Unexpected("a value"),
        };
        value.AddAnnotation(new Place(_path, TextSpan.FromBounds(start, _cursor.At)));
        return value;
    }

    private JValue ReadWord(string word, JValue value)
    {
        _cursor.TakeWord(word);
        return value;
    }

    private JObject ReadObject()
    {
        Open();
        var result = new JObject();
        for (var isFirst = true; !Closes('}', isFirst); isFirst = false)
        {
            _cursor.SkipSpace();
            var start = _cursor.At;
            if (_cursor.Peek() != '"')
            {
                throw _cursor.Unexpected("a property name in double quotes");
            }

            var name = _cursor.ReadString();
            var place = new Place(_path, TextSpan.FromBounds(start, _cursor.At));
            _cursor.SkipSpace();
            _cursor.Take(':', "':'");
            var property = new JProperty(name, ReadValue());
            property.AddAnnotation(place);
            if (result.Property(name) is { } ignored)
            {
                _repeated?.Add(new RepeatedMember(result, name, PlaceOf(ignored)));
                ignored.Remove();
            }

            result.Add(property);
        }

        return result;
    }

    private JArray ReadArray()
    {
        Open();
        var result = new JArray();
        for (var isFirst = true; !Closes(']', isFirst); isFirst = false)
        {
            result.Add(ReadValue());
        }

        return result;
    }

    private void Open()
    {
        if (++_depth > _maxDepth)
        {
            throw new JsonTextException($"It nests deeper than {_maxDepth} levels here", new TextSpan(_cursor.At, 1));
        }

        _cursor.At++;
    }

    private bool Closes(char end, bool isFirst)
    {
        _cursor.SkipSpace();
        if (_cursor.TakeIf(end))
        {
            _depth--;
            return true;
        }

        if (!isFirst)
        {
            _cursor.Take(',', $"',' or '{end}'");
        }

        return false;
    }

    /// <summary>What is left on a token: a class, as annotations are.</summary>
    private sealed class Place(string path, TextSpan span)
    {
        public string Path { get; } = path;

        public TextSpan Span { get; } = span;
    }
}
