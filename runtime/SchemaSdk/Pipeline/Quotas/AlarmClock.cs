namespace SchemaSdk.Pipeline.Quotas;

/// <summary>One timer for many due times. It fires at the earliest of them.</summary>
/// <remarks>Times are in ticks since the clock was created. Only <see cref="Now"/> is thread-safe.</remarks>
internal sealed class AlarmClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action _ring;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _rings = long.MaxValue;

    internal AlarmClock(TimeProvider time, Action ring)
    {
        _time = time;
        _ring = ring;
        _start = time.GetTimestamp();

        // The timer outlives the code that creates the client, and should not keep the execution context of that code.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static clock => ((AlarmClock)clock!)._ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal long Now => _time.GetElapsedTime(_start).Ticks;

    /// <summary>The time after a delay. The delay is rounded up, because timers count whole milliseconds.</summary>
    internal long After(TimeSpan delay) => Now + (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0)) * TimeSpan.TicksPerMillisecond;

    /// <summary>Makes the timer fire at this time or earlier.</summary>
    internal void Ring(long due)
    {
        if (due >= _rings)
        {
            return;
        }

        _rings = due;

        // Timers round down to whole milliseconds. Without rounding up, the timer would fire too early, and then a second time immediately.
        var wait = Math.Ceiling(TimeSpan.FromTicks(Math.Max(due - Now, 0)).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }

    internal void Rang() => _rings = long.MaxValue;

    public void Dispose() => _timer.Dispose();
}
