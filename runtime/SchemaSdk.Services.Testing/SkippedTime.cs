namespace SchemaSdk.Services.Testing;

/// <summary>A clock that skips every delay. A timeout fires when the sum of the skipped delays reaches the timeout.</summary>
internal sealed class SkippedTime : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<SkippedTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The timer of a timeout has a CancellationTokenSource as its state; all other timers are delays.
        var timer = new SkippedTimer(this, () => callback(state), isDelay: state is not CancellationTokenSource);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(SkippedTimer timer, TimeSpan delay, bool isDelay)
    {
        DateTimeOffset due;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (delay == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = due = _now + delay;
            _timers.Add(timer);
        }

        if (isDelay || delay == TimeSpan.Zero)
        {
            ThreadPool.QueueUserWorkItem(_ => AdvanceTo(due));
        }
    }

    private void AdvanceTo(DateTimeOffset end)
    {
        while (true)
        {
            SkippedTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(static timer => timer.Due);
                var now = next?.Due ?? end;
                _now = now > _now ? now : _now;
                if (next is null)
                {
                    return;
                }

                _timers.Remove(next);
            }

            next.Fire();
        }
    }

    private sealed class SkippedTimer(SkippedTime time, Action fire, bool isDelay) : ITimer
    {
        internal DateTimeOffset Due { get; set; }

        internal Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime, isDelay);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan, isDelay);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
