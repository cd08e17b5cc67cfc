using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the items of an array, each tried; at the end there have to be enough that fit, and not too many.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ContainsCheck
{
    private readonly Utf8JsonReader _start;
    private readonly JsonTrial _outer;
    private readonly long _least;
    private readonly long _most;
    private readonly bool _isArray;
    private Utf8JsonReader _item;
    private long _count;
    private long _certain;   // those of them of which nothing else is asked
    private bool _isInside;

    internal ContainsCheck(scoped ref JsonCheck check, long least, long most)
    {
        _start = check.Reader;
        _item = check.Reader;
        _outer = check.Trial;
        _least = least;
        _most = most;
        _isArray = check.Reader.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>Moves to the next item.</summary>
    /// <param name="check">The check; at the end it is on the array again.</param>
    public bool Next(ref JsonCheck check)
    {
        if (!_isArray)
        {
            return false;
        }

        if (_isInside)
        {
            _count += check.Trial.HasFailed ? 0 : 1;
            _certain += check.Trial.HasFailed || check.Trial.IsUnsure ? 0 : 1;
            _item.Skip();
        }

        _isInside = true;
        _item.Read();
        if (_item.TokenType != JsonTokenType.EndArray)
        {
            check.Reader = _item;
            check.Trial = new JsonTrial { IsOn = true, Start = _item.TokenStartIndex };
            return true;
        }

        check.Reader = _start;
        check.Trial = _outer;
        check.Trial.IsUnsure |= _certain < _least;
        check.ReportCount(
            _start.TokenStartIndex,
            _least == 1 ? "contains" : "minContains",
            "maxContains",
            ("item that fits 'contains'", "items that fit 'contains'"),
            _count,
            _least,
            _most);
        return false;
    }
}
