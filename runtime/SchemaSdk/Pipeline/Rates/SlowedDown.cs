namespace SchemaSdk.Pipeline.Rates;

/// <summary>The service refused so much of what the client asked for that it asks for less.</summary>
internal sealed class SlowedDown(DateTimeOffset at, double perSecond)
{
    /// <summary>The time at which that began.</summary>
    internal DateTimeOffset At { get; } = at;

    /// <summary>The requests per second that it went down to.</summary>
    internal double PerSecond { get; } = perSecond;
}
