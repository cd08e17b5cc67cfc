using System.Globalization;

namespace SchemaSdk.Schemas.Types;

/// <summary>The name of a branch while the names of a union are made unique.</summary>
internal sealed class BranchName
{
    private readonly IEnumerator<string> _forms;
    private string _last;
    private int _beyond = 1;

    /// <summary>Starts with the short name.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="forms">Its possible names, starting with the short one.</param>
    public BranchName(SchemaNode branch, IEnumerable<string> forms)
    {
        Branch = branch;
        _forms = forms.GetEnumerator();
        _forms.MoveNext();
        Text = _last = _forms.Current;
    }

    /// <summary>The branch.</summary>
    public SchemaNode Branch { get; }

    /// <summary>The name so far.</summary>
    public string Text { get; private set; }

    /// <summary>The number of times it was made longer.</summary>
    public int Level { get; private set; }

    /// <summary>True if its last possible name is already in use. If two such names clash, they have the same hash by chance.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Moves to the next possible name.</summary>
    public void Lengthen()
    {
        Level++;
        IsAtEnd = IsAtEnd || !_forms.MoveNext();
        _last = IsAtEnd ? _last : _forms.Current;
        Text = IsAtEnd ? _last + "_" + (++_beyond).ToString(CultureInfo.InvariantCulture) : _last;
    }
}
