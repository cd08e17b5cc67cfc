using System.Text.Json;

namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    // Each nesting level takes one bit of a 64-bit integer.
    private const int MaxLevels = 64;

    /// <summary>Moves to the last token of the current value. From a member name, moves to the last token of the member's value.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            ToValue();
        }

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var end = Ends is { } ends ? ends[TokenStartIndex] : PassNested(_json, TokenStartIndex, _maxDepth - _depth);
            if (end < 0)
            {
                SkipDeep();
            }
            else
            {
                Set(TokenType == JsonTokenType.StartObject ? JsonTokenType.EndObject : JsonTokenType.EndArray, end - 1, end);
            }
        }
    }

    /// <summary>Finds the end of an object or array.</summary>
    /// <param name="json">The text.</param>
    /// <param name="start">The offset of the object or array.</param>
    /// <param name="maxDepth">How many levels the object or array may have. If it has more, the JSON is rejected.</param>
    /// <returns>The offset just after the object or array; -1 if it is so deep that only <see cref="SkipDeep"/> can skip it.</returns>
    private static int PassNested(ReadOnlySpan<byte> json, int start, int maxDepth)
    {
        var at = start;
        var depth = 0;
        var levels = 0UL;   // the lowest bit is the current level: 1 for an object, 0 for an array
        while (true)
        {
            var first = ByteAt(json, at);
            if (first is not ((byte)'{' or (byte)'['))
            {
                at = first == '"' ? PassText(json, at + 1) : PassPlainValue(json, at);
            }
            else if (depth == MaxLevels)
            {
                return -1;
            }
            else
            {
                levels = (levels << 1) | (first == '{' ? 1UL : 0);
                if (++depth > maxDepth)
                {
                    throw NotJson();
                }

                at = PassSpace(json, at + 1);
                if (ByteAt(json, at) != EndOf(levels))
                {
                    at = PassLabel(json, at, levels);
                    continue;
                }
            }

            for (at = PassSpace(json, at); ByteAt(json, at) != ','; at = PassSpace(json, at))
            {
                if (ByteAt(json, at) != EndOf(levels))
                {
                    throw NotJson();
                }

                at++;
                levels >>= 1;
                if (--depth == 0)
                {
                    return at;
                }
            }

            at = PassLabel(json, PassSpace(json, at + 1), levels);
        }
    }

    private static byte EndOf(ulong levels) => (levels & 1) != 0 ? (byte)'}' : (byte)']';

    /// <summary>Skips the name and the colon before a member's value. Array items have neither.</summary>
    private static int PassLabel(ReadOnlySpan<byte> json, int at, ulong levels)
    {
        if ((levels & 1) == 0)
        {
            return at;
        }

        var end = ByteAt(json, at) == '"' ? PassSpace(json, PassText(json, at + 1)) : throw NotJson();
        return ByteAt(json, end) == ':' ? PassSpace(json, end + 1) : throw NotJson();
    }

    /// <summary>
    /// Skips a string whose first character after the opening quote is at <paramref name="start"/>. Returns the offset after its closing
    /// quote.
    /// </summary>
    private static int PassText(ReadOnlySpan<byte> json, int start) => PassRest(json, PassPlain(json, start)) + 1;

    private static int PassPlainValue(ReadOnlySpan<byte> json, int at) => ByteAt(json, at) switch
    {
        (byte)'t' => PassWord(json, at, "true"u8),
        (byte)'f' => PassWord(json, at, "false"u8),
        (byte)'n' => PassWord(json, at, "null"u8),
        _ => PassNumber(json, at),
    };

    private void SkipDeep()
    {
        // Throws here, because the reader would interpret a maximum depth of 0 as its default depth.
        if (_depth >= _maxDepth)
        {
            throw NotJson();
        }

        var reader = new Utf8JsonReader(_json[TokenStartIndex..], new JsonReaderOptions { MaxDepth = _maxDepth - _depth });
        reader.Read();
        reader.Skip();
        Set(reader.TokenType, TokenStartIndex + (int)reader.TokenStartIndex, TokenStartIndex + (int)reader.BytesConsumed);
    }
}
