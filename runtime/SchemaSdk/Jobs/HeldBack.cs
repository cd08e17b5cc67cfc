namespace SchemaSdk.Jobs;

/// <summary>The service asked not to read a job for a while.</summary>
/// <param name="At">The time at which it asked.</param>
/// <param name="Asked">The time for which it asked to wait.</param>
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked);
