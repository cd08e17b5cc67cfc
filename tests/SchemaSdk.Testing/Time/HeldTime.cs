using System.Collections.Concurrent;

namespace SchemaSdk.Testing;

/// <summary>The system clock, except that timers of some lengths fire only when a test says so.</summary>
/// <param name="lengths">The lengths of the timers that the test fires.</param>
public sealed class HeldTime(params TimeSpan[] lengths) : TimeProvider
{
    private readonly ConcurrentQueue<Held> _held = new();
    private long _passed;

    /// <summary>The test fires every timer of at least this length, in addition to those of the given lengths.</summary>
    public TimeSpan From { get; init; } = TimeSpan.MaxValue;

    /// <summary>The number of timers that are waiting for the test.</summary>
    public int Pauses => _held.Count;

    /// <summary>Fires all timers that are waiting for the test.</summary>
    public void EndPauses()
    {
        for (var left = _held.Count; left > 0 && _held.TryDequeue(out var held); left--)
        {
            held.End();
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

        var held = new Held(() => callback(state));
        _held.Enqueue(held);
        return held;
    }

    private sealed class Held(Action end) : ITimer
    {
        public void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
