namespace SchemaSdk.Testing;

/// <summary>A clock that a test can set to another time, as an administrator can. Timestamps and timers are not affected.</summary>
/// <param name="time">The clock; null for the system's clock.</param>
public sealed class SteppedTime(TimeProvider? time = null) : TimeProvider
{
    private readonly TimeProvider _time = time ?? System;

    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + Step;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);
}
