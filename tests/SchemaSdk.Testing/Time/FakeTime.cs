using System.Threading.Channels;

namespace SchemaSdk.Testing;

/// <summary>A clock that a test advances, or that skips every delay. Timers fire in order.</summary>
public sealed class FakeTime : TimeProvider
{
    private readonly object _gate = new();
    private readonly SortedSet<FakeTimer> _timers = new(
        Comparer<FakeTimer>.Create(static (one, other) => one.Place.CompareTo(other.Place)));
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _limits = Channel.CreateUnbounded<TimeSpan>();
    private long _changes;
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>True if delays advance the clock and end immediately. Timeouts are not skipped.</summary>
    public bool SkipsDelays { get; set; }

    /// <summary>All delays that have begun, in order.</summary>
    public List<TimeSpan> Delays { get; } = [];

    /// <summary>The time at which the next timer fires; null if no timer is active.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min?.Due;
            }
        }
    }

    /// <summary>The number of delays that have not ended.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count(static timer => timer.IsDelay);
            }
        }
    }

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
        // A timeout has a CancellationTokenSource as its state, and a delay has a task.
        var timer = new FakeTimer(this, () => callback(state), isDelay: state is not CancellationTokenSource);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until the next delay begins.</summary>
    public Task<TimeSpan> NextDelayAsync() => Soon.Async(_delays.Reader.ReadAsync().AsTask());

    /// <summary>Forgets the delays that have begun so far.</summary>
    public void ForgetDelays()
    {
        while (_delays.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Waits until a delay of this length begins.</summary>
    public async Task DelayAsync(TimeSpan length)
    {
        while (await NextDelayAsync() != length)
        {
        }
    }

    /// <summary>Waits until a timeout of this length begins.</summary>
    public async Task LimitAsync(TimeSpan limit)
    {
        while (await Soon.Async(_limits.Reader.ReadAsync().AsTask()) != limit)
        {
        }
    }

    /// <summary>Simulates a sleep of the machine. Timers that become due during the sleep fire when the machine wakes.</summary>
    public void Sleep(TimeSpan time)
    {
        Skip(time);
        Advance(TimeSpan.Zero);
    }

    /// <summary>Moves the clock, but fires no timer, as if the machine woke from sleep and another thread ran before the timers.</summary>
    public void Skip(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    public void Advance(TimeSpan time) => AdvanceTo(GetUtcNow() + time);

    private void AdvanceTo(DateTimeOffset end)
    {
        while (true)
        {
            FakeTimer? next;
            lock (_gate)
            {
                next = _timers.Min is { } first && first.Due <= end ? first : null;
                _now = next?.Due > _now ? next.Due : next is null && end > _now ? end : _now;
                if (next is null)
                {
                    return;
                }

                _timers.Remove(next);
            }

            next.Fire();
        }
    }

    private void Begin(TimeSpan delay)
    {
        lock (_gate)
        {
            Delays.Add(delay);
        }

        _delays.Writer.TryWrite(delay);
        if (SkipsDelays)
        {
            var due = GetUtcNow() + delay;
            ThreadPool.QueueUserWorkItem(_ => AdvanceTo(due));
        }
    }

    private sealed class FakeTimer(FakeTime time, Action fire, bool isDelay) : ITimer
    {
        /// <summary>When the timer fires, and its turn among the timers that fire at the same time.</summary>
        public (DateTimeOffset Due, long Turn) Place { get; private set; }

        public DateTimeOffset Due => Place.Due;

        public bool IsDelay => isDelay;

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Place = (time._now + dueTime, time._changes++);
                    time._timers.Add(this);
                }
            }

            if (!isDelay)
            {
                time._limits.Writer.TryWrite(dueTime);
            }
            else if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.Begin(dueTime);
            }

            if (dueTime == TimeSpan.Zero)
            {
                // A system timer with a due time of zero fires immediately.
                ThreadPool.QueueUserWorkItem(_ => time.Advance(TimeSpan.Zero));
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
