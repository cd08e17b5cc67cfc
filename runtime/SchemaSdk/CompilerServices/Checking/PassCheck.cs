using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: checks one value with several schemas, all of which have to fit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PassCheck
{
    private readonly Utf8JsonReader _start;
    private readonly int _count;

    internal PassCheck(scoped in JsonCheck check, int count)
    {
        _start = check.Reader;
        _count = count;
        Branch = -1;
    }

    /// <summary>Which schema it is checked against.</summary>
    public int Branch { get; private set; }

    /// <summary>Moves to the next schema.</summary>
    /// <param name="check">The check; it is on the value again.</param>
    public bool Next(ref JsonCheck check)
    {
        check.Reader = _start;
        return ++Branch < _count;
    }
}
