namespace SchemaSdk.Kills;

/// <summary>Which unflushed bytes are on the disk after a kill.</summary>
internal enum Left
{
    /// <summary>All unflushed bytes, as when only the process ends.</summary>
    All,

    /// <summary>None of the unflushed bytes, as after a power failure.</summary>
    Nothing,

    /// <summary>The first half of each write.</summary>
    Half,

    /// <summary>Zeros in place of the unflushed bytes.</summary>
    Zeros,

    /// <summary>The first half of each write, and zeros for the rest.</summary>
    HalfAndZeros,
}
