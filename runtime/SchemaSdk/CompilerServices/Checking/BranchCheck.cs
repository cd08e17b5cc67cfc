using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: tries one value with several schemas, of which one has to fit.</summary>
/// <remarks>
/// Where none fits, and the value has the JSON kind of exactly one, it is checked against that one again so that its errors
/// are told: for <c>enum-string | object</c> these are what a caller needs. Where a schema asks what is not checked, a value that fits
/// it may not: <c>oneOf</c> fails only for a value that fits two for certain.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct BranchCheck
{
    /// <summary>So often one value is tried for a certain answer where it has one: branches inside branches double the tries.</summary>
    private const int MaxTriesForCertainty = 100_000;

    private readonly Utf8JsonReader _start;
    private readonly JsonTrial _outer;
    private readonly string _keyword;
    private readonly int _count;
    private int _matches;
    private int _certain;   // those of them whose schemas ask nothing else
    private int _ofThisKind;
    private int _likely;
    private bool _isOver;

    internal BranchCheck(scoped ref JsonCheck check, string keyword, int count)
    {
        _start = check.Reader;
        _outer = check.Trial;
        _keyword = keyword;
        _count = count;
        Branch = -1;
    }

    /// <summary>Which schema it is tried with.</summary>
    public int Branch { get; private set; }

    private readonly bool IsOneOf => _keyword == "oneOf";

    /// <summary>Moves to the next schema.</summary>
    /// <param name="check">The check; it is on the value again.</param>
    public bool Next(ref JsonCheck check)
    {
        check.Reader = _start;
        if (_isOver)
        {
            return false;
        }

        if (Branch >= 0)
        {
            Count(check.Trial);
        }

        if (++Branch < _count && !IsDecided && !IsGivenUp(ref check))
        {
            check.Trial = new JsonTrial { IsOn = true, Start = _start.TokenStartIndex };
            return true;
        }

        _isOver = true;
        check.Trial = _outer;
        if (_matches > 0 && !(IsOneOf && _certain > 1))
        {
            check.Trial.IsUnsure |= _certain == 0 || (IsOneOf && _matches > 1);
            return false;
        }

        return TellsOneBranch(ref check);
    }

    /// <summary>
    /// True if no further schema can change the answer. A trial around this one has to know whether the answer is certain.
    /// </summary>
    private readonly bool IsDecided => IsOneOf ? _certain > 1 : _certain > 0 || (_matches > 0 && !_outer.IsOn);

    private readonly bool IsGivenUp(ref JsonCheck check) => _matches > _certain && ++check.TriesForCertainty > MaxTriesForCertainty;

    private void Count(JsonTrial trial)
    {
        if (!trial.HasFailed)
        {
            _matches++;
            _certain += trial.IsUnsure ? 0 : 1;
        }
        else if (!trial.IsOtherKind)
        {
            _ofThisKind++;
            _likely = Branch;
        }
    }

    private bool TellsOneBranch(ref JsonCheck check)
    {
        check.Trial.IsOtherKind |= _matches == 0 && _ofThisKind == 0 && _start.TokenStartIndex == check.Trial.Start;
        if (!check.Fails())
        {
            return false;
        }

        if (_matches == 0 && _ofThisKind == 1)
        {
            Branch = _likely;
            return true;
        }

        var requirement = string.Create(CultureInfo.InvariantCulture, $"fit one of the {_count} schemas of '{_keyword}'");
        check.Report(_start.TokenStartIndex, _keyword, _matches == 0 ? requirement : requirement + " and no other", null);
        return false;
    }
}
