namespace SchemaSdk.Pipeline.Rates;

/// <summary>The service refused so many requests that the client makes fewer.</summary>
/// <param name="At">When that started.</param>
/// <param name="PerSecond">The requests per second that the client makes since then.</param>
internal sealed record SlowedDown(DateTimeOffset At, double PerSecond);
