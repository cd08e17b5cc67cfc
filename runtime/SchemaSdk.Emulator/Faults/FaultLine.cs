namespace SchemaSdk.Emulation.Faults;

/// <summary>Faults that are to come, as people read them.</summary>
/// <param name="Text">The call and the fault.</param>
/// <param name="Left">The number of calls that it is still for; null for all that come.</param>
/// <param name="Rate">The part of the calls that it strikes, up to 1; null for each of them.</param>
internal sealed record FaultLine(string Text, int? Left, double? Rate);
