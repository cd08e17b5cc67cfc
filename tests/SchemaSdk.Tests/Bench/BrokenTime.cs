namespace SchemaSdk.Tests.Bench;

/// <summary>A clock that throws when the test says so.</summary>
/// <param name="time">The clock to use when this one does not throw; null for the system's clock.</param>
internal sealed class BrokenTime(TimeProvider? time = null) : TimeProvider
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Returns true if reading the clock must throw.</summary>
    public Func<bool> FailsToRead { get; set; } = static () => false;

    /// <summary>Returns true if the start of a timer with this state and delay must throw.</summary>
    public Func<object?, TimeSpan, bool> FailsToStart { get; set; } = static (_, _) => false;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => FailsToRead() ? throw new FormatException("clock") : _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        FailsToStart(state, dueTime) ? throw new FormatException("clock") : _time.CreateTimer(callback, state, dueTime, period);
}
