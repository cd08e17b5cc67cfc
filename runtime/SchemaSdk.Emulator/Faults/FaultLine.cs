namespace SchemaSdk.Emulation.Faults;

/// <summary>A fault that has not been used up, for display.</summary>
/// <param name="Text">The kind of call and the fault, as text.</param>
/// <param name="Left">The number of calls that will still get the fault; null if the number is unlimited.</param>
/// <param name="Rate">The fraction of calls that get the fault, up to 1; null if every call gets it.</param>
internal sealed record FaultLine(string Text, int? Left, double? Rate);
