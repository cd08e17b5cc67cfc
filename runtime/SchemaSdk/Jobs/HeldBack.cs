namespace SchemaSdk.Jobs;

/// <summary>The service asked, at the time <c>At</c>, not to read a job for the time <c>Asked</c>.</summary>
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked);
