using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>Parses JSON strictly, because other programs read the checked-in schemas too.</summary>
internal sealed class JsonParser
{
    /// <summary>The maximum nesting depth of a schema. It is limited because all later steps recurse.</summary>
    private const int MaxDepth = 64;

    /// <summary>The maximum nesting depth of a normalized schema, to which the dialect's rules may have added levels.</summary>
    private const int MaxDepthAgain = 2 * MaxDepth;

    /// <summary>The maximum number of characters: 70 times the length of the longest schema in the corpus.</summary>
    private const int MaxLength = 16_000_000;

    /// <summary>The maximum number of values: 40 times as many as the largest schema in the corpus has.</summary>
    public const int MaxValues = 250_000;

    private readonly JsonScanner _scanner;
    private readonly string _path;
    private readonly int _maxDepth;
    private readonly List<RepeatedMember>? _repeated;
    private int _depth;
    private int _values;

    private JsonParser(string text, string path, int maxDepth, List<RepeatedMember>? repeated = null)
    {
        _repeated = repeated;
        _scanner = new JsonScanner(text);
        _path = path;
        _maxDepth = maxDepth;
    }

    /// <summary>Parses JSON text. Each value and member of the result has its file position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file that the text comes from.</param>
    /// <param name="repeated">Receives the repeated members that are ignored; null to discard them.</param>
    /// <exception cref="JsonTextException">The text is not JSON, is too large, or is nested more than 64 levels deep.</exception>
    public static JsonNode Read(string text, string path = "", List<RepeatedMember>? repeated = null) => text.Length <= MaxLength
        ? new JsonParser(text, path, MaxDepth, repeated).ReadWhole()
        : throw new JsonTextException($"The text has {text.Length} characters, but the maximum is {MaxLength}", new TextSpan(0, 0));

    /// <summary>Parses JSON that was written from a parsed schema. Allows deeper nesting than in a schema file.</summary>
    public static JsonNode ReadAgain(string text) => new JsonParser(text, "", MaxDepthAgain).ReadWhole();

    private JsonNode ReadWhole()
    {
        _scanner.TakeIf('\uFEFF');
        var value = ReadValue();
        _scanner.SkipSpace();
        return _scanner.IsAtEnd ? value : throw _scanner.Unexpected("the end of the file");
    }

    [MethodImpl(Compiled.AtOnce)]
    private JsonNode ReadValue()
    {
        _scanner.SkipSpace();
        var start = _scanner.At;
        if (++_values > MaxValues)
        {
            throw new JsonTextException($"The text has more than {MaxValues} values", new TextSpan(start, 1));
        }

        JsonNode value = _scanner.Peek() switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => new JsonValue(_scanner.ReadString()),
            't' => ReadWord("true", new JsonValue(true)),
            'f' => ReadWord("false", new JsonValue(false)),
            'n' => ReadWord("null", JsonValue.CreateNull()),
            '-' or (>= '0' and <= '9') => new JsonValue(_scanner.ReadNumber()),
            _ => throw _scanner.Unexpected("a value"),
        };
        value.PutAt(_path, TextSpan.FromBounds(start, _scanner.At));
        return value;
    }

    private JsonValue ReadWord(string word, JsonValue value)
    {
        _scanner.TakeWord(word);
        return value;
    }

    [MethodImpl(Compiled.AtOnce)]
    private JsonObject ReadObject()
    {
        Open();
        var result = new JsonObject();
        HashSet<JsonMember>? ignored = null;
        for (var isFirst = true; !Closes('}', isFirst); isFirst = false)
        {
            _scanner.SkipSpace();
            var start = _scanner.At;
            if (_scanner.Peek() != '"')
            {
                throw _scanner.Unexpected("a property name in double quotes");
            }

            var name = _scanner.ReadString();
            var place = TextSpan.FromBounds(start, _scanner.At);
            _scanner.SkipSpace();
            _scanner.Take(':', "':'");
            var member = new JsonMember(name, ReadValue());
            member.PutAt(_path, place);
            if (result.Supersede(member) is { } earlier)
            {
                _repeated?.Add(new RepeatedMember(result, name, earlier.Place));
                (ignored ??= []).Add(earlier);
            }
        }

        // Removing the ignored members one by one would take quadratic time.
        if (ignored is not null)
        {
            result.Remove(ignored);
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
            throw new JsonTextException($"The text nests deeper than {_maxDepth} levels here", new TextSpan(_scanner.At, 1));
        }

        _scanner.At++;
    }

    private bool Closes(char end, bool isFirst)
    {
        _scanner.SkipSpace();
        if (_scanner.TakeIf(end))
        {
            _depth--;
            return true;
        }

        if (!isFirst)
        {
            _scanner.Take(',', $"',' or '{end}'");
        }

        return false;
    }
}
