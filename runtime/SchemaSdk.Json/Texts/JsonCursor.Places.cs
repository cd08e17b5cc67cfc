namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    /// <summary>The place of the current value.</summary>
    public readonly JsonPlace Place => new(TokenType, TokenStartIndex, _depth);

    /// <summary>Moves back to a value that the cursor may have entered. It never leaves a value that is not an object or array.</summary>
    /// <param name="place">The place of the value.</param>
    public void MoveBack(JsonPlace place)
    {
        if (TokenStartIndex != place.Start)
        {
            Set(place.Token, place.Start, place.Start + 1);
            _depth = place.Depth;
        }
    }

    /// <summary>Returns another cursor, on a value that this one has passed.</summary>
    /// <param name="offset">Where the value starts.</param>
    public readonly JsonCursor At(int offset)
    {
        var cursor = new JsonCursor(_json, _maxDepth) { _next = offset, Ends = Ends };
        cursor.ReadValue();
        return cursor;
    }
}
