namespace SchemaSdk.Emulation.Faults;

/// <summary>A fault that was given as text.</summary>
/// <param name="Call">The call; null for the end of a job.</param>
/// <param name="What">An <see cref="EmulatorFault"/>, or an <see cref="EmulatedOutcome"/> for the end of a job.</param>
/// <param name="Text">The text without the number of times and the rate.</param>
/// <param name="Times">The number of calls that it is for.</param>
/// <param name="Rate">The part of the calls that it strikes; null for each of them.</param>
internal sealed record ParsedFault(EmulatorCall? Call, object What, string Text, int Times, double? Rate);
