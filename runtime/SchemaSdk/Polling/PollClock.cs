namespace SchemaSdk.Polling;

/// <summary>The one timer of a client's polls.</summary>
/// <remarks>Times are ticks since it was made. Only <see cref="Now"/> is for use by several threads at once.</remarks>
internal sealed class PollClock : IDisposable
{
    // As fine as timers are on Windows. Thousands of jobs would wake a thread every millisecond, which costs more than their polls.
    private const long LeastBetween = 16 * TimeSpan.TicksPerMillisecond;

    private readonly TimeProvider _time;
    private readonly Action _ring;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _rings = long.MaxValue;
    private long _rang = -LeastBetween;

    internal PollClock(TimeProvider time, Action ring)
    {
        _time = time;
        _ring = ring;
        _start = time.GetTimestamp();

        // It outlives whoever makes the client, and should not hold on to their context.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            _timer = time.CreateTimer(
                static clock => ((PollClock)clock!)._ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow?.Dispose();
        }
    }

    internal long Now => _time.GetElapsedTime(_start).Ticks;

    /// <summary>The time after a delay in whole milliseconds, rounded up, as timers count; now, where there is none.</summary>
    internal long After(TimeSpan delay) => Now + (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0)) * TimeSpan.TicksPerMillisecond;

    /// <summary>Rings at this time, if not before.</summary>
    internal void Ring(long due)
    {
        if (due >= _rings)
        {
            return;
        }

        _rings = due;

        // Timers count milliseconds and round down: it would ring too early, and again at once.
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(Math.Max(due - Now, 0)).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The same, or a little later where it has only just rung: many polls are then made at one ring.</summary>
    internal void RingForMany(long due) => Ring(Math.Max(due, _rang + LeastBetween));

    /// <summary>It has rung.</summary>
    internal void Rang() => (_rings, _rang) = (long.MaxValue, Now);

    public void Dispose() => _timer.Dispose();
}
