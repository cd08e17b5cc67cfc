using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: those members of an object that keywords choose by their names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct MemberCheck
{
    private readonly Utf8JsonReader _start;
    private readonly TextPattern? _pattern;
    private readonly MemberNames? _names;
    private readonly bool _isNames;
    private bool _isInside;

    internal MemberCheck(scoped in JsonCheck check, TextPattern? pattern, MemberNames? names, bool isNames)
    {
        _start = check.Reader;
        _pattern = pattern;
        _names = names;
        _isNames = isNames;
    }

    /// <summary>Moves to the next member: to its name where the names are checked, else to its value.</summary>
    /// <param name="check">The check; at the end it is on the object again.</param>
    public bool Next(ref JsonCheck check)
    {
        while (_start.TokenType == JsonTokenType.StartObject && !check.Trial.IsSettled)
        {
            if (_isInside)
            {
                // From a name, too, this leads to the end of its value.
                check.Reader.Skip();
            }

            _isInside = true;
            check.Reader.Read();
            if (check.Reader.TokenType == JsonTokenType.EndObject)
            {
                break;
            }

            var isChosen = IsChosen(ref check.Reader);
            if (!_isNames)
            {
                check.Reader.Read();
            }

            if (isChosen)
            {
                return true;
            }
        }

        check.Reader = _start;
        return false;
    }

    private readonly bool IsChosen(ref Utf8JsonReader name) => _names is null
        ? _pattern is null || _pattern.IsMatch(ref name)
        : _names.Find(ref name) < 0 && !_pattern!.IsMatch(ref name);
}
