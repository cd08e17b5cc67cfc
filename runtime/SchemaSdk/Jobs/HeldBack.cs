namespace SchemaSdk.Jobs;

/// <summary>The service asked, at the time <c>At</c>, not to read a job for the time <c>Asked</c>.</summary>
// End: the time until which later callers observe that delay, by the clock of AskedWaits.
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked, TimeSpan End);
