namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A clock that shows the time that a test sets. Timers use the system clock.</summary>
internal sealed class FixedTime : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The clock that measures elapsed time. By default, this is the system clock.</summary>
    internal TimeProvider Passing { get; init; } = System;

    public override long TimestampFrequency => Passing.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Passing.GetTimestamp();
}
