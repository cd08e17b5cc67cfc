using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Moves over JSON text; the caller knows whether it is inside an object or an array. Copying it is cheap.</summary>
/// <remarks>
/// Accepts what <see cref="Utf8JsonReader"/> accepts, in text that is UTF-8, and throws a <see cref="JsonException"/> without a message for
/// everything else. That reader then finds the place in the text.
/// </remarks>
/// <param name="json">The text.</param>
/// <param name="maxDepth">The depth to which the JSON may nest.</param>
internal ref partial struct JsonCursor(ReadOnlySpan<byte> json, int maxDepth = JsonText.MaxInputDepth)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly int _maxDepth = maxDepth;
    private int _next;    // the first byte after the token
    private int _value;
    private int _length;
    private int _depth;

    /// <summary>
    /// The offset after the end of each object and array, by the offset at which it starts; null if ends are searched for.
    /// </summary>
    public int[]? Ends { get; set; }

    /// <summary>The current token.</summary>
    public JsonTokenType TokenType { get; private set; }

    /// <summary>The offset at which the token starts.</summary>
    public int TokenStartIndex { get; private set; }

    /// <summary>The offset of the first byte after the token.</summary>
    public readonly int TokenEndIndex => _next;

    /// <summary>True if the string or name has escapes.</summary>
    public bool ValueIsEscaped { get; private set; }

    /// <summary>The number, or the text between the quotes.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json.Slice(_value, _length);

    /// <summary>The text from the token, which is the text of <see cref="Reader"/>.</summary>
    public readonly ReadOnlySpan<byte> Rest => _json[TokenStartIndex..];

    /// <summary>Returns a reader on the first token of the value; it treats a name as a string.</summary>
    /// <remarks>What follows the value is not read, so it may be more JSON.</remarks>
    public readonly Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(Rest, new JsonReaderOptions { MaxDepth = _maxDepth });
        reader.Read();
        return reader;
    }

    /// <summary>Moves to the first token of the next value.</summary>
    public void ReadValue() => ReadValue(_next);

    /// <summary>Moves to the next name of an object, past the unread rest of the last member.</summary>
    /// <param name="isInside">False on the object itself.</param>
    /// <returns>False at the end, on which it stays.</returns>
    public bool NextMember(ref bool isInside)
    {
        var at = Next(ref isInside, (byte)'}', JsonTokenType.EndObject);
        if (at < 0)
        {
            return false;
        }

        ReadName(at);
        return true;
    }

    /// <summary>Moves to the value of the next member of an object, past the unread rest of the last one.</summary>
    /// <param name="isInside">False on the object itself.</param>
    /// <param name="names">The known names.</param>
    /// <param name="member">The position of the most likely name; then that of the actual name, or -1 for another.</param>
    /// <returns>False at the end, on which it stays.</returns>
    public bool NextMember(ref bool isInside, Utf8Texts names, ref int member)
    {
        var at = Next(ref isInside, (byte)'}', JsonTokenType.EndObject);
        if (at < 0)
        {
            return false;
        }

        var likely = names.AsLabel(member);
        if (likely.Length > 0 && _json[at..].StartsWith(likely))
        {
            ReadValue(at + likely.Length);
            return true;
        }

        ReadName(at);
        member = names.Find(this);
        ToValue();
        return true;
    }

    /// <summary>Moves to the next item of an array, past the unread rest of the last one.</summary>
    /// <param name="isInside">False on the array itself.</param>
    /// <returns>False at the end, on which it stays.</returns>
    public bool NextItem(ref bool isInside)
    {
        var at = Next(ref isInside, (byte)']', JsonTokenType.EndArray);
        if (at < 0)
        {
            return false;
        }

        ReadValue(at);
        return true;
    }

    /// <summary>Moves from a name to the first token of its value.</summary>
    public void ToValue()
    {
        var at = PassSpace(_json, _next);
        if (ByteAt(_json, at) != ':')
        {
            throw NotJson();
        }

        ReadValue(at + 1);
    }

    /// <summary>Throws if anything follows the value.</summary>
    public readonly void ExpectEnd()
    {
        if (PassSpace(_json, _next) < _json.Length)
        {
            throw NotJson();
        }
    }

    private void ReadValue(int start)
    {
        var at = PassSpace(_json, start);
        switch (ByteAt(_json, at))
        {
            case (byte)'"':
                Set(JsonTokenType.String, at, ReadText(at + 1));
                break;
            case (byte)'{':
                Set(JsonTokenType.StartObject, at, at + 1);
                break;
            case (byte)'[':
                Set(JsonTokenType.StartArray, at, at + 1);
                break;
            case (byte)'t':
                Set(JsonTokenType.True, at, PassWord(_json, at, "true"u8));
                break;
            case (byte)'f':
                Set(JsonTokenType.False, at, PassWord(_json, at, "false"u8));
                break;
            case (byte)'n':
                Set(JsonTokenType.Null, at, PassWord(_json, at, "null"u8));
                break;
            default:
                _value = at;
                var end = PassNumber(_json, at);
                _length = end - at;
                Set(JsonTokenType.Number, at, end);
                break;
        }
    }

    private void ReadName(int at)
    {
        if (ByteAt(_json, at) != '"')
        {
            throw NotJson();
        }

        Set(JsonTokenType.PropertyName, at, ReadText(at + 1));
    }

    /// <summary>Moves past the comma, or to the end of an object or array.</summary>
    /// <returns>The next offset that is not a space; -1 at the end.</returns>
    private int Next(ref bool isInside, byte end, JsonTokenType endToken)
    {
        if (isInside && TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName)
        {
            Skip();
        }

        var at = PassSpace(_json, _next);
        if (isInside && ByteAt(_json, at) == ',')
        {
            return PassSpace(_json, at + 1);
        }

        if (!isInside)
        {
            isInside = true;
            if (++_depth > _maxDepth)
            {
                throw NotJson();
            }

            if (ByteAt(_json, at) != end)
            {
                return at;
            }
        }

        if (ByteAt(_json, at) != end)
        {
            throw NotJson();
        }

        _depth--;
        Set(endToken, at, at + 1);
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(JsonTokenType token, int start, int end)
    {
        TokenType = token;
        TokenStartIndex = start;
        _next = end;
    }
}
