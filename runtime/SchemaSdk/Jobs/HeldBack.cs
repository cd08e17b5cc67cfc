namespace SchemaSdk.Jobs;

/// <summary>The service asked not to read a job for a while.</summary>
/// <param name="At">When it asked.</param>
/// <param name="Asked">How long it asked to wait.</param>
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked);
