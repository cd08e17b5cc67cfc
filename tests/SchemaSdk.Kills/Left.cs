namespace SchemaSdk.Kills;

/// <summary>The part of the bytes that a kill leaves, of those that were written and not flushed.</summary>
internal enum Left
{
    /// <summary>All of them, as when a process ends and its machine goes on.</summary>
    All,

    /// <summary>Nothing, as when the power goes.</summary>
    Nothing,

    /// <summary>The first half of each write.</summary>
    Half,

    /// <summary>The length of the file, with zeros in it.</summary>
    Zeros,

    /// <summary>The first half of each write, and zeros for the rest.</summary>
    HalfAndZeros,
}
