namespace SchemaSdk.Jobs;

/// <summary>At the time <c>At</c>, the service asked the client not to read a job for the time <c>Asked</c>.</summary>
// End: the time until which later callers observe that delay, by the clock of AskedWaits.
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked, TimeSpan End);
