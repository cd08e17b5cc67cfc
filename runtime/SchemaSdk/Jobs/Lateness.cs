using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>The ways in which the service kept a job from being read.</summary>
/// <param name="Held">It asked not to read this job; null if it did not.</param>
/// <param name="Slowed">It refused so many reads that the client makes fewer; null if it did not.</param>
internal readonly record struct Lateness(HeldBack? Held, SlowedDown? Slowed);
