namespace SchemaSdk.Emulation.Faults;

/// <summary>How a fault interrupts a connection.</summary>
internal enum FaultBreak
{
    /// <summary>Resets the connection (RST), so data in transit is lost.</summary>
    Reset,

    /// <summary>Closes the connection normally (FIN).</summary>
    Close,

    /// <summary>Keeps the connection open, but sends nothing more.</summary>
    Hang,
}
