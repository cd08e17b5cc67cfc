namespace SchemaSdk.Pipeline.Retrying;

/// <summary>Until when a job is waited for.</summary>
// start: null: its time begins when somebody first asks what remains of it.
internal sealed class JobDeadline(TimeProvider time, long? start, TimeSpan timeout)
{
    /// <summary>In place of the start of a time that has not begun.</summary>
    internal const long NotBegun = long.MinValue;

    private long _start = start ?? NotBegun;
    private TimeSpan _left;

    internal TimeSpan Timeout => timeout;

    /// <summary>Leaves out a time in which nothing was tried. Of one thread at a time.</summary>
    internal void Leave(TimeSpan pause) => _left += pause;

    /// <summary>Zero or less once it has passed; in whole milliseconds, rounded up.</summary>
    internal TimeSpan Remaining => RemainingOf(timeout + _left - time.GetElapsedTime(Begin(ref _start, time)));

    /// <summary>Begins a time unless it has begun.</summary>
    internal static long Begin(ref long start, TimeProvider time)
    {
        if (Interlocked.Read(ref start) == NotBegun)
        {
            Interlocked.CompareExchange(ref start, time.GetTimestamp(), NotBegun);
        }

        return Interlocked.Read(ref start);
    }

    internal static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    /// <summary>A time that remains, in whole milliseconds, rounded up.</summary>
    // A timer counts milliseconds: to wait for a part of one would be no wait at all, and a loop of such waits asks and asks.
    internal static TimeSpan RemainingOf(TimeSpan exact) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(exact.Ticks / (double)TimeSpan.TicksPerMillisecond));
}
