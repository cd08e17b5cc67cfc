namespace SchemaSdk.Pipeline.Line;

/// <summary>One timer for many times: it rings at the earliest one.</summary>
/// <remarks>Times are in ticks since it was created. Only <see cref="Now"/> is thread-safe.</remarks>
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

        // It outlives the code that creates the client, and should not keep that code's context.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            _timer = time.CreateTimer(
                static clock => ((AlarmClock)clock!)._ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow?.Dispose();
        }
    }

    internal long Now => _time.GetElapsedTime(_start).Ticks;

    /// <summary>The time after a delay in whole milliseconds, rounded up, as timers count; now, if there is no delay.</summary>
    internal long After(TimeSpan delay) => Now + (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0)) * TimeSpan.TicksPerMillisecond;

    /// <summary>Rings at this time or earlier.</summary>
    internal void Ring(long due)
    {
        if (due >= _rings)
        {
            return;
        }

        _rings = due;
        _timer.Change(Wait(due - Now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time for which a timer is set.</summary>
    // Rounded up: timers count milliseconds and round down, so they would ring too early, and again at once.
    internal static TimeSpan Wait(long ticks) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(Math.Max(ticks, 0)).TotalMilliseconds));

    /// <summary>Records that it has rung.</summary>
    internal void Rang() => _rings = long.MaxValue;

    public void Dispose() => _timer.Dispose();
}
