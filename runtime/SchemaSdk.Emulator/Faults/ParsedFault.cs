namespace SchemaSdk.Emulation.Faults;

/// <summary>A fault that was read from text.</summary>
/// <param name="Call">The kind of call; null for the outcome of a job.</param>
/// <param name="What">An <see cref="EmulatorFault"/>, or an <see cref="EmulatedOutcome"/> for a job.</param>
/// <param name="Text">The text without the number of times and the rate.</param>
/// <param name="Times">The number of calls that get it.</param>
/// <param name="Rate">The fraction of the calls that get it; null for every call.</param>
internal sealed record ParsedFault(EmulatorCall? Call, object What, string Text, int Times, double? Rate);
