using System.Text.Json;

namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    // Each level takes a call. What lies deeper is left to a reader that needs none.
    private const int MaxCalls = 64;

    /// <summary>Moves to the last token of the value; from a name to that of its value.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            ToValue();
        }

        var isInside = false;
        if (_depth >= MaxCalls && TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            SkipDeep();
        }
        else if (TokenType == JsonTokenType.StartObject)
        {
            while (NextMember(ref isInside))
            {
                ToValue();
            }
        }
        else if (TokenType == JsonTokenType.StartArray)
        {
            while (NextItem(ref isInside))
            {
            }
        }
    }

    private void SkipDeep()
    {
        // To the reader, a depth of 0 is its default.
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
