namespace SchemaSdk.Jobs;

/// <summary>The service asked one job to wait, and so no job of the client was read for a while.</summary>
/// <param name="At">When it asked.</param>
/// <param name="Asked">How long it asked to wait.</param>
/// <param name="Pause">How long the other jobs waited for that.</param>
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked, TimeSpan Pause);
