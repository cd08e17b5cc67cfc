namespace SchemaSdk.Emulation.Faults;

/// <summary>A remaining fault, as it is shown.</summary>
/// <param name="Text">The call and the fault.</param>
/// <param name="Left">The number of calls that will still get it; null for all calls.</param>
/// <param name="Rate">The fraction of the calls that get it, up to 1; null for every call.</param>
internal sealed record FaultLine(string Text, int? Left, double? Rate);
