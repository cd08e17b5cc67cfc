namespace SchemaSdk.CompilerServices;

/// <summary>Which members came, of those that are written as null.</summary>
internal struct CameMembers
{
    private ulong _came;            // one bit for each of the first 64
    private List<int>? _cameLater;  // the others, which few types have

    /// <summary>Records that a member came.</summary>
    /// <param name="names">The names of all members.</param>
    /// <param name="member">The position of the member.</param>
    public void Note(MemberNames names, int member)
    {
        var bit = names.WritesNull.Length > 0 ? Array.IndexOf(names.WritesNull, member) : -1;
        if (bit is >= 0 and < 64)
        {
            _came |= 1UL << bit;
        }
        else if (bit >= 64)
        {
            (_cameLater ??= []).Add(bit);
        }
    }

    /// <summary>Marks the missing members in the object, so they are not written back as null.</summary>
    /// <param name="names">The names of all members.</param>
    /// <param name="owner">The object.</param>
    public readonly void TellAbsent(MemberNames names, ModelObject owner)
    {
        for (var bit = 0; bit < names.WritesNull.Length; bit++)
        {
            var came = bit < 64 ? (_came & (1UL << bit)) != 0 : _cameLater?.Contains(bit) == true;
            if (!came)
            {
                owner.Keep().NoteAbsent(names[names.WritesNull[bit]]);
            }
        }
    }
}
