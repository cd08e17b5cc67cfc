namespace SchemaSdk.Pipeline.Rates;

/// <summary>The service refused so much of what the client asked for that it asks for less.</summary>
/// <param name="At">The time at which that began.</param>
/// <param name="PerSecond">The requests per second that it went down to.</param>
internal sealed record SlowedDown(DateTimeOffset At, double PerSecond);
