using System.Globalization;

namespace SchemaSdk.Schemas.Types;

/// <summary>The name of a branch while the names of a union are being made distinct.</summary>
internal sealed class BranchName
{
    private readonly IEnumerator<string> _forms;
    private string _last;
    private int _beyond = 1;

    /// <summary>Starts with the short name.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="forms">Its names, from the short one on.</param>
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

    /// <summary>True if the last of its names was already taken. If two names still clash, they have the same hash by chance.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Takes the next of its names.</summary>
    public void Lengthen()
    {
        Level++;
        IsAtEnd = IsAtEnd || !_forms.MoveNext();
        _last = IsAtEnd ? _last : _forms.Current;
        Text = IsAtEnd ? _last + "_" + (++_beyond).ToString(CultureInfo.InvariantCulture) : _last;
    }
}
