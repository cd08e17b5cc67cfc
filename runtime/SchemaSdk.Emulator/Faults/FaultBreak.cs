namespace SchemaSdk.Emulation.Faults;

/// <summary>How a connection ends too early.</summary>
internal enum FaultBreak
{
    /// <summary>With RST: data in transit is lost.</summary>
    Reset,

    /// <summary>With FIN, like a normal end.</summary>
    Close,

    /// <summary>Not at all: it stays open, but nothing more is sent.</summary>
    Hang,
}
