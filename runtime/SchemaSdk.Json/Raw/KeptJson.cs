namespace SchemaSdk.CompilerServices;

/// <summary>The original JSON that an object keeps in addition to its properties, so that it can be written back unchanged.</summary>
internal sealed class KeptJson
{
    private List<OtherMember>? _texts;
    private List<OtherMember>? _spellings;
    private List<string>? _absent;

    public KeptJson() => Others = new();

    public KeptJson(KeptJson original)
    {
        Others = new(original.Others);
        Whole = original.Whole;
        _texts = original._texts is null ? null : [.. original._texts];
        _spellings = original._spellings is null ? null : [.. original._spellings];
        _absent = original._absent is null ? null : [.. original._absent];
    }

    public OtherMembers Others { get; }

    /// <summary>The whole JSON value, if it was not an object; otherwise null.</summary>
    public byte[]? Whole { get; set; }

    /// <summary>Keeps the original text of a member with numbers or dates, because its property may write them in another format.</summary>
    public void KeepText(OtherMember member) => (_texts ??= []).Add(member);

    /// <summary>Records that a required member is missing, so that it is not written as null.</summary>
    public void NoteAbsent(string name) => (_absent ??= []).Add(name);

    public byte[]? FindText(string name) => Find(_texts, name);

    /// <summary>
    /// Returns the original text of a date whose property has since been set. The new date is written in the same format.
    /// </summary>
    public byte[]? FindSpelling(string name) => Find(_spellings, name);

    public bool IsAbsent(string name) => _absent?.Contains(name) == true;

    /// <summary>Drops everything that is kept for a member. Called when its property gets a new value.</summary>
    public void Forget(string name)
    {
        Whole = null;
        Others.Remove(name);
        _absent?.Remove(name);
        ForgetText(name);
    }

    /// <summary>Drops everything that is kept for a date except its text. The new date will be written in the same format.</summary>
    public void Respell(string name)
    {
        if ((FindText(name) ?? Others.Find(name)?.Raw) is { } raw)
        {
            _spellings?.RemoveAll(spelling => spelling.Name == name);
            (_spellings ??= []).Add(new(name, raw));
        }

        Forget(name);
    }

    private static byte[]? Find(List<OtherMember>? members, string name)
    {
        // This is a loop, because a lambda would be allocated for every member of every object that has kept JSON.
        for (var i = 0; i < members?.Count; i++)
        {
            if (members[i].Name == name)
            {
                return members[i].Raw;
            }
        }

        return null;
    }

    private void ForgetText(string name) => _texts?.RemoveAll(text => text.Name == name);
}
