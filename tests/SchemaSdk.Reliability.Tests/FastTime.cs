namespace SchemaSdk.Reliability.Tests;

/// <summary>A clock that runs 100 times as fast as the system clock, so that 30 minutes take 18 seconds.</summary>
public sealed class FastTime : TimeProvider
{
    public const int Factor = 100;

    private readonly long _startTimestamp = System.GetTimestamp();
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _stepTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_startTimestamp).Ticks * Factor;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp() + Interlocked.Read(ref _stepTicks));

    /// <summary>Sets the wall clock, as a time server does. Timestamps are not affected.</summary>
    public void Jump(TimeSpan step) => Interlocked.Add(ref _stepTicks, step.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    // Rounds up, because a timer whose time was rounded down would fire early.
    private static TimeSpan Real(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / Factor));

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
