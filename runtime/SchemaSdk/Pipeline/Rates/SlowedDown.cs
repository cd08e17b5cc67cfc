namespace SchemaSdk.Pipeline.Rates;

/// <summary>A slowdown of the client, because the service refused many requests: its start, and the rate since then.</summary>
internal sealed record SlowedDown(DateTimeOffset At, double PerSecond);
