namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    public readonly JsonPlace Place => new(TokenType, TokenStartIndex, _depth);

    /// <summary>
    /// Moves the cursor back to the first token of a value that was just read. Does nothing if the value is a single token.
    /// </summary>
    public void MoveBack(JsonPlace place)
    {
        if (TokenStartIndex != place.Start)
        {
            Set(place.Token, place.Start, place.Start + 1);
            _depth = place.Depth;
        }
    }

    /// <summary>Returns a new cursor on the value or member name at an offset. An earlier cursor must have read past this offset.</summary>
    public readonly JsonCursor At(int offset)
    {
        var cursor = new JsonCursor(_json, _maxDepth) { _next = offset, Ends = Ends };
        cursor.ReadValue();
        return cursor;
    }
}
