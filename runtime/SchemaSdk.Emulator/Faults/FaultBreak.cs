namespace SchemaSdk.Emulation.Faults;

/// <summary>The way in which a connection ends before its time.</summary>
internal enum FaultBreak
{
    /// <summary>With RST: all data under way is lost.</summary>
    Reset,

    /// <summary>With FIN: an end like any other, but too early.</summary>
    Close,

    /// <summary>Not at all: it stays open and nothing more comes.</summary>
    Hang,
}
