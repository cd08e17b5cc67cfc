using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>The reasons why the service kept a job from being read.</summary>
/// <param name="Held">The service asked not to read this job; null if it did not.</param>
/// <param name="Slowed">The service refused so many reads that the client makes fewer; null if it did not.</param>
internal readonly record struct Lateness(HeldBack? Held, SlowedDown? Slowed);
