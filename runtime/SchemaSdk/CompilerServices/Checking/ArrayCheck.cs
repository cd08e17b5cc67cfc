using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the items of an array, one after the other, and at the end how many there were.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArrayCheck
{
    private readonly bool _isArray;
    private readonly long _start;
    private readonly long _least;
    private readonly long _most;
    private bool _isInside;

    internal ArrayCheck(ref JsonCheck check, long least, long most)
    {
        _isArray = check.Reader.TokenType == JsonTokenType.StartArray;
        _start = check.Reader.TokenStartIndex;
        _least = least;
        _most = most;
        Index = -1;
    }

    /// <summary>The position of the item.</summary>
    public int Index { get; private set; }

    /// <summary>Moves to the next item, past the unread rest of the last one.</summary>
    /// <param name="check">The check; at the end of the array it stays on the last token.</param>
    public bool Next(ref JsonCheck check)
    {
        if (!_isArray || check.Trial.IsSettled)
        {
            return false;
        }

        check.Advance(ref _isInside);
        Index++;
        if (check.Reader.TokenType != JsonTokenType.EndArray)
        {
            return true;
        }

        check.ReportCount(_start, "minItems", "maxItems", ("item", "items"), Index, _least, _most);
        return false;
    }
}
