namespace SchemaSdk.Tests.Bench;

/// <summary>A clock that is set to another time, as an administrator may do. What passes is measured by another one.</summary>
internal sealed class SteppedTime(TimeProvider time) : TimeProvider
{
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Step;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
