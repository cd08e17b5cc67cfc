namespace SchemaSdk.Testing;

/// <summary>A clock a hundred times as fast as the system's: the default of 30 minutes is 18 seconds of a test.</summary>
public sealed class FastTime : TimeProvider
{
    public const int Factor = 100;

    private readonly long _startTimestamp = System.GetTimestamp();
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _stepTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_startTimestamp).Ticks * Factor;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp() + Interlocked.Read(ref _stepTicks));

    /// <summary>Sets the wall clock, as a time server does; what was measured since the start stays.</summary>
    public void Jump(TimeSpan step) => Interlocked.Add(ref _stepTicks, step.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    /// <summary>The real duration of a time of this clock. A timer that rounds down would come before its time, and again.</summary>
    private static TimeSpan Real(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / Factor));

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
