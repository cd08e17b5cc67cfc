namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    /// <summary>The position of the current value.</summary>
    public readonly JsonPlace Place => new(TokenType, TokenStartIndex, _depth);

    /// <summary>
    /// Moves back to an object or array that the cursor may have entered. For any other value, the cursor is still on it.
    /// </summary>
    public void MoveBack(JsonPlace place)
    {
        if (TokenStartIndex != place.Start)
        {
            Set(place.Token, place.Start, place.Start + 1);
            _depth = place.Depth;
        }
    }

    /// <summary>Returns a new cursor on the value that starts at this offset, which this cursor has already passed.</summary>
    public readonly JsonCursor At(int offset)
    {
        var cursor = new JsonCursor(_json, _maxDepth) { _next = offset, Ends = Ends };
        cursor.ReadValue();
        return cursor;
    }
}
