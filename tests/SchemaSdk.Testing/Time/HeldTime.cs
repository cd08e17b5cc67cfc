using System.Collections.Concurrent;

namespace SchemaSdk.Testing;

/// <summary>The system clock, except that timers of some lengths fire only when a test says so.</summary>
/// <param name="lengths">The lengths of the timers that the test fires.</param>
public sealed class HeldTime(params TimeSpan[] lengths) : TimeProvider
{
    private readonly ConcurrentDictionary<Held, bool> _held = new();
    private long _passed;

    /// <summary>Timers of at least this length also fire only when the test says so.</summary>
    public TimeSpan From { get; init; } = TimeSpan.MaxValue;

    /// <summary>The number of timers that are waiting for the test and have not been disposed.</summary>
    public int Pauses => _held.Count;

    /// <summary>Fires all timers that are waiting for the test.</summary>
    public void EndPauses()
    {
        foreach (var held in _held.Keys)
        {
            if (_held.TryRemove(held, out _))
            {
                held.End();
            }
        }
    }

    /// <summary>Advances the timestamp without firing timers.</summary>
    public void Pass(double seconds) => Interlocked.Add(ref _passed, (long)(seconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!lengths.Contains(dueTime) && dueTime < From)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var held = new Held(this, () => callback(state));
        _held.TryAdd(held, true);
        return held;
    }

    private sealed class Held(HeldTime time, Action end) : ITimer
    {
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => time._held.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
