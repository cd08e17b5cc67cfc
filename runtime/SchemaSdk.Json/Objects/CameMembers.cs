namespace SchemaSdk.CompilerServices;

/// <summary>Records which members occurred in the JSON. Needed only for members that are written even if they are null.</summary>
internal struct CameMembers
{
    private ulong _came;            // a bit for each of the first 64 members that are written even if null; 1 if the member occurred
    private List<int>? _cameLater;  // the positions of later members that occurred; few types have more than 64

    /// <summary>Records that the member at this position occurred in the JSON.</summary>
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

    /// <summary>Marks as absent the members that the JSON did not contain, so that they are not written back as null.</summary>
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
