namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A clock on which every wait is over at once, and has taken its time. Time limits stand still.</summary>
internal sealed class HurriedTime : TimeProvider
{
    /// <summary>True if time limits are over at once as well: for a service that never answers.</summary>
    internal bool EndsLimits { get; init; }

    private long _ticks = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Lets time pass without a wait.</summary>
    internal void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HurriedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HurriedTimer(HurriedTime time, TimerCallback callback, object? state) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = Interlocked.Increment(ref _version);
            if (dueTime != Timeout.InfiniteTimeSpan && (time.EndsLimits || state is not CancellationTokenSource))
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    if (Volatile.Read(ref _version) == version)
                    {
                        Interlocked.Add(ref time._ticks, dueTime.Ticks);
                        callback(state);
                    }
                });
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _version);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
