namespace SchemaSdk.Emulation.Faults;

/// <summary>How a fault interrupts a connection.</summary>
internal enum FaultBreak
{
    /// <summary>Resets it (RST), so data in transit is lost.</summary>
    Reset,

    /// <summary>Closes it (FIN), as at a normal end.</summary>
    Close,

    /// <summary>Keeps it open, but sends nothing more.</summary>
    Hang,
}
