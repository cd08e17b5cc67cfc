using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: tries one value with a schema, for <c>not</c> and <c>if</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ConditionCheck
{
    private readonly Utf8JsonReader _start;
    private readonly JsonTrial _outer;
    private readonly bool _isNot;

    internal ConditionCheck(scoped ref JsonCheck check, bool isNot)
    {
        _start = check.Reader;
        _outer = check.Trial;
        _isNot = isNot;
        Branch = -1;
    }

    /// <summary>0 for the schema itself, 1 for <c>then</c>, 2 for <c>else</c>.</summary>
    public int Branch { get; private set; }

    /// <summary>Moves to the next schema.</summary>
    /// <param name="check">The check; it is on the value again.</param>
    public bool Next(ref JsonCheck check)
    {
        check.Reader = _start;
        if (Branch < 0)
        {
            Branch = 0;
            check.Trial = new JsonTrial { IsOn = true, Start = _start.TokenStartIndex };
            return true;
        }

        if (Branch > 0)
        {
            return false;
        }

        var fits = !check.Trial.HasFailed;
        var isUnsure = fits && check.Trial.IsUnsure;
        check.Trial = _outer;
        check.Trial.IsUnsure |= isUnsure;
        Branch = fits ? 1 : 2;
        if (_isNot && fits && !isUnsure && check.Fails())
        {
            check.Report(_start.TokenStartIndex, "not", "not fit the schema of 'not'", null);
        }

        return !_isNot;
    }
}
