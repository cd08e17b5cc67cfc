namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A clock that says what it is set to. Timers are the system's.</summary>
internal sealed class StillTime : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The clock by which time passes.</summary>
    internal TimeProvider Passing { get; init; } = System;

    public override long TimestampFrequency => Passing.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Passing.GetTimestamp();
}
