namespace SchemaSdk.CompilerServices;

/// <summary>What an object keeps of its JSON beside its properties, so that it is written as it was read.</summary>
internal sealed class KeptJson
{
    private List<OtherMember>? _texts;
    private List<string>? _absent;

    public KeptJson() => Others = new();

    public KeptJson(KeptJson original)
    {
        Others = new(original.Others);
        Whole = original.Whole;
        _texts = original._texts is null ? null : [.. original._texts];
        _absent = original._absent is null ? null : [.. original._absent];
    }

    public OtherMembers Others { get; }

    /// <summary>The whole value, where an object was expected and something else came.</summary>
    public byte[]? Whole { get; set; }

    /// <summary>Keeps a member to the letter: the property has its value, but would spell a number differently.</summary>
    public void KeepText(string name, byte[] raw) => (_texts ??= []).Add(new(name, raw));

    /// <summary>Keeps in mind that a member, though required, did not come, so that it is not written as null.</summary>
    public void NoteAbsent(string name) => (_absent ??= []).Add(name);

    public byte[]? FindText(string name)
    {
        // A loop: a lambda would be allocated for every member of every object that keeps anything.
        for (var i = 0; i < _texts?.Count; i++)
        {
            if (_texts[i].Name == name)
            {
                return _texts[i].Raw;
            }
        }

        return null;
    }

    public bool IsAbsent(string name) => _absent?.Contains(name) == true;

    /// <summary>Drops all that is kept of a member; its property has a new value.</summary>
    public void Forget(string name)
    {
        Whole = null;
        Others.Remove(name);
        _absent?.Remove(name);
        ForgetText(name);
    }

    private void ForgetText(string name) => _texts?.RemoveAll(text => text.Name == name);
}
