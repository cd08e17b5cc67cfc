namespace SchemaSdk.Emulation.Faults;

/// <summary>A fault, and how many calls it is still for.</summary>
internal sealed class FaultEntry(EmulatorFault fault, int times)
{
    public EmulatorFault Fault => fault;

    public int Times { get; set; } = times;
}
