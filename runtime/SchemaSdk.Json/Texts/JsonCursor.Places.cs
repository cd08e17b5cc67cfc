namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    /// <summary>The place of the value that it is on.</summary>
    public readonly JsonPlace Place => new(TokenType, TokenStartIndex, _depth);

    /// <summary>Moves back to a value that it may have walked into. A value that is neither object nor array it never leaves.</summary>
    /// <param name="place">The place of the value.</param>
    public void MoveBack(JsonPlace place)
    {
        if (TokenStartIndex != place.Start)
        {
            Set(place.Token, place.Start, place.Start + 1);
            _depth = place.Depth;
        }
    }

    /// <summary>Another cursor, on a value that this one has passed.</summary>
    /// <param name="offset">Where the value starts.</param>
    public readonly JsonCursor At(int offset)
    {
        var cursor = new JsonCursor(_json, _maxDepth) { _next = offset, Ends = Ends };
        cursor.ReadValue();
        return cursor;
    }
}
