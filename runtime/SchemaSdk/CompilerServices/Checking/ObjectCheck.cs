using System.ComponentModel;
using System.Numerics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the members of an object, one after the other, and at the end those that did not come.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectCheck
{
    private readonly MemberNames? _names;   // null if the value is not an object
    private readonly long _start;
    private ulong _missing;
    private bool _isInside;

    internal ObjectCheck(ref JsonCheck check, MemberNames names, ulong required)
    {
        _names = check.Reader.TokenType == JsonTokenType.StartObject ? names : null;
        _start = check.Reader.TokenStartIndex;
        _missing = required;
    }

    /// <summary>The position of the member's name, or -1 for a name that the schema does not know.</summary>
    public int Member { get; private set; }

    /// <summary>Moves to the value of the next member, past the unread rest of the last one.</summary>
    /// <param name="check">The check; at the end of the object it stays on the last token.</param>
    public bool Next(ref JsonCheck check)
    {
        if (_names is null || check.Trial.IsSettled)
        {
            return false;
        }

        check.Advance(ref _isInside);
        if (check.Reader.TokenType == JsonTokenType.EndObject)
        {
            ReportMissing(ref check);
            return false;
        }

        Member = _names.Find(ref check.Reader);
        if (Member is >= 0 and < 64)
        {
            _missing &= ~(1UL << Member);
        }

        check.Reader.Read();
        return true;
    }

    private void ReportMissing(ref JsonCheck check)
    {
        for (; _missing != 0; _missing &= _missing - 1)
        {
            if (check.Fails())
            {
                check.Report(_start, "required", "", null, _names![BitOperations.TrailingZeroCount(_missing)]);
            }
        }
    }
}
