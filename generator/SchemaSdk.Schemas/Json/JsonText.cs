using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Reads JSON text strictly: a schema that is checked in is read by others too.</summary>
internal sealed class JsonText
{
    /// <summary>Deeper schemas are refused: every later stage recurses.</summary>
    private const int MaxDepth = 64;

    /// <summary>The greatest depth of a text that was read before and normalized since: rules put more levels around parts of it.</summary>
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
    /// <returns>The value; each value and each member in it knows its place.</returns>
    /// <exception cref="JsonTextException">The text is not JSON, is too large, or nests deeper than 64.</exception>
    public static JsonNode Read(string text, string path = "", List<RepeatedMember>? repeated = null) => text.Length <= MaxLength
        ? new JsonText(text, path, MaxDepth, repeated).ReadWhole()
        : throw new JsonTextException($"It has {text.Length} characters, and a schema {MaxLength} at most", new TextSpan(0, 0));

    /// <summary>Reads a text that was written from what was read before.</summary>
    /// <param name="text">The text.</param>
    public static JsonNode ReadAgain(string text) => new JsonText(text, "", MaxDepthAgain).ReadWhole();

    private JsonNode ReadWhole()
    {
        _cursor.TakeIf('\uFEFF');
        var value = ReadValue();
        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? value : throw _cursor.Unexpected("the end of the file");
    }

    [MethodImpl(Compiled.AtOnce)]
    private JsonNode ReadValue()
    {
        _cursor.SkipSpace();
        var start = _cursor.At;
        if (++_values > MaxValues)
        {
            throw new JsonTextException($"It has more than {MaxValues} values", new TextSpan(start, 1));
        }

        JsonNode value = _cursor.Peek() switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => new JsonValue(_cursor.ReadString()),
            't' => ReadWord("true", new JsonValue(true)),
            'f' => ReadWord("false", new JsonValue(false)),
            'n' => ReadWord("null", JsonValue.CreateNull()),
            '-' or (>= '0' and <= '9') => new JsonValue(_cursor.ReadNumber()),
            _ => throw _cursor.Unexpected("a value"),
        };
        value.PutAt(_path, TextSpan.FromBounds(start, _cursor.At));
        return value;
    }

    private JsonValue ReadWord(string word, JsonValue value)
    {
        _cursor.TakeWord(word);
        return value;
    }

    [MethodImpl(Compiled.AtOnce)]
    private JsonObject ReadObject()
    {
        Open();
        var result = new JsonObject();
        for (var isFirst = true; !Closes('}', isFirst); isFirst = false)
        {
            _cursor.SkipSpace();
            var start = _cursor.At;
            if (_cursor.Peek() != '"')
            {
                throw _cursor.Unexpected("a property name in double quotes");
            }

            var name = _cursor.ReadString();
            var place = TextSpan.FromBounds(start, _cursor.At);
            _cursor.SkipSpace();
            _cursor.Take(':', "':'");
            var member = new JsonMember(name, ReadValue());
            member.PutAt(_path, place);
            if (result.Member(name) is { } ignored)
            {
                _repeated?.Add(new RepeatedMember(result, name, ignored.Place));
                ignored.Remove();
            }

            result.Add(member);
        }

        return result;
    }

    private JsonArray ReadArray()
    {
        Open();
        var result = new JsonArray();
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
}
