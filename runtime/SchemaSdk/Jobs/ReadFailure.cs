namespace SchemaSdk.Jobs;

/// <summary>The last read of a job, where it failed.</summary>
/// <param name="Cause">Why it failed; null if it did not, or if the service answered.</param>
/// <param name="Headers">Those of the answer; null if there was none.</param>
/// <param name="Why">What kept the job from being read.</param>
internal readonly record struct ReadFailure(Exception? Cause, IReadOnlyDictionary<string, string>? Headers, Lateness Why = default);
