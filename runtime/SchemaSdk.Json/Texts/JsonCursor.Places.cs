namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    /// <summary>The position of the current value.</summary>
    public readonly JsonPlace Place => new(TokenType, TokenStartIndex, _depth);

    /// <summary>
    /// Moves back to a value that the cursor was on. The cursor can have moved only if the value is an object or an array.
    /// </summary>
    public void MoveBack(JsonPlace place)
    {
        if (TokenStartIndex != place.Start)
        {
            Set(place.Token, place.Start, place.Start + 1);
            _depth = place.Depth;
        }
    }

    /// <summary>Returns a new cursor on the value or member name at this offset, which a cursor has already passed.</summary>
    public readonly JsonCursor At(int offset)
    {
        var cursor = new JsonCursor(_json, _maxDepth) { _next = offset, Ends = Ends };
        cursor.ReadValue();
        return cursor;
    }
}
