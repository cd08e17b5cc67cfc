namespace SchemaSdk.Emulation.Faults;

/// <summary>A fault that was parsed from text.</summary>
/// <param name="Call">The kind of call; null if the fault is the outcome of a job.</param>
/// <param name="What">An <see cref="EmulatorFault"/>, or an <see cref="EmulatedOutcome"/> for a job.</param>
/// <param name="Text">The fault as the user wrote it, without the options for times and rate.</param>
/// <param name="Times">The number of calls that get the fault.</param>
/// <param name="Rate">The fraction of calls that get the fault; null if every call gets it.</param>
internal sealed record ParsedFault(EmulatorCall? Call, object What, string Text, int Times, double? Rate);
