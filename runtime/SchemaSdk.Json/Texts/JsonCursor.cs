using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Reads JSON text forward. A cursor is cheap to copy. The caller must know whether the cursor is in an object or an array.
/// </summary>
/// <remarks>
/// Accepts the same UTF-8 text as <see cref="Utf8JsonReader"/>, and throws a <see cref="JsonException"/> without a message for any other
/// text. To report an error with its position, the caller reads the text again with a <see cref="Utf8JsonReader"/>.
/// </remarks>
/// <param name="json">The text.</param>
/// <param name="maxDepth">The maximum nesting depth of the JSON.</param>
internal ref partial struct JsonCursor(ReadOnlySpan<byte> json, int maxDepth = JsonText.MaxInputDepth)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly int _maxDepth = maxDepth;
    private int _next;    // the offset after the token
    private int _value;
    private int _length;
    private int _depth;

    /// <summary>
    /// Maps the offset of each object or array to the offset just after its end. If null, each end is searched for when it is needed.
    /// </summary>
    public int[]? Ends { get; set; }

    public JsonTokenType TokenType { get; private set; }

    public int TokenStartIndex { get; private set; }

    public readonly int TokenEndIndex => _next;

    /// <summary>True if the current string or member name contains escape sequences.</summary>
    public bool ValueIsEscaped { get; private set; }

    /// <summary>The current number, or the text between the quotes of a string or member name.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json.Slice(_value, _length);

    /// <summary>The text from the current token onward, which <see cref="Reader"/> reads.</summary>
    public readonly ReadOnlySpan<byte> Rest => _json[TokenStartIndex..];

    /// <summary>Returns a reader on the first token of the current value. The reader treats a member name as a string.</summary>
    /// <remarks>The text that the reader reads may continue after the value.</remarks>
    public readonly Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(Rest, new JsonReaderOptions { MaxDepth = _maxDepth });
        reader.Read();
        return reader;
    }

    /// <summary>Moves to the first token of the next value.</summary>
    public void ReadValue() => ReadValue(_next);

    /// <summary>Moves to the next member name of an object, past the unread rest of the current member.</summary>
    /// <param name="isInside">False if the cursor is still on the start of the object. The method sets it to true.</param>
    /// <returns>False at the end of the object, where the cursor stays.</returns>
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

    /// <summary>Moves to the value of an object's next member, past the unread rest of the current member.</summary>
    /// <param name="isInside">False if the cursor is still on the start of the object. The method sets it to true.</param>
    /// <param name="names">The known names.</param>
    /// <param name="member">
    /// The position of the most likely name; on return, the position of the actual name, or -1 if it is not a known name.
    /// </param>
    /// <returns>False at the end of the object, where the cursor stays.</returns>
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

    /// <summary>Moves to the next item of an array, past the unread rest of the current item.</summary>
    /// <param name="isInside">False if the cursor is still on the start of the array. The method sets it to true.</param>
    /// <returns>False at the end of the array, where the cursor stays.</returns>
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

    /// <summary>Moves from a member name to the first token of the member's value.</summary>
    public void ToValue()
    {
        var at = PassSpace(_json, _next);
        if (ByteAt(_json, at) != ':')
        {
            throw NotJson();
        }

        ReadValue(at + 1);
    }

    /// <summary>Throws if anything but white space follows the value.</summary>
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

    /// <summary>Moves past the next comma, or to the end of the object or array.</summary>
    /// <returns>The next offset that is not white space; -1 at the end of the object or array.</returns>
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
