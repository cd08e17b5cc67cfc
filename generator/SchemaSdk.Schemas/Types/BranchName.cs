using System.Globalization;

namespace SchemaSdk.Schemas.Types;

/// <summary>A branch of a union, with the current candidate for the branch's name. The name must be unique in the union.</summary>
internal sealed class BranchName
{
    private readonly IEnumerator<string> _forms;
    private string _last;
    private int _beyond = 1;

    public BranchName(SchemaNode branch, IEnumerable<string> forms)
    {
        Branch = branch;
        _forms = forms.GetEnumerator();
        _forms.MoveNext();
        Text = _last = _forms.Current;
    }

    public SchemaNode Branch { get; }

    /// <summary>True if the lock file keeps the name. In a clash, only the other names are made longer.</summary>
    public bool IsKept { get; init; }

    /// <summary>The current candidate.</summary>
    public string Text { get; private set; }

    /// <summary>The number of times that the name was made longer.</summary>
    public int Level { get; private set; }

    /// <summary>True if all candidates have been used. Two names at this stage clash only if their hashes are equal by chance.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Moves to the next candidate. If all candidates have been used, appends a number to the last candidate.</summary>
    public void Lengthen()
    {
        Level++;
        IsAtEnd = IsAtEnd || !_forms.MoveNext();
        _last = IsAtEnd ? _last : _forms.Current;
        Text = IsAtEnd ? _last + "_" + (++_beyond).ToString(CultureInfo.InvariantCulture) : _last;
    }
}
