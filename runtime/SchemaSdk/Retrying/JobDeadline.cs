namespace SchemaSdk.Retrying;

/// <summary>Until when a job is waited for.</summary>
internal sealed class JobDeadline(TimeProvider time, long start, TimeSpan timeout)
{
    private TimeSpan _left;

    internal TimeSpan Timeout => timeout;

    /// <summary>Leaves out a time in which nothing was tried. Of one thread at a time.</summary>
    internal void Leave(TimeSpan pause) => _left += pause;

    /// <summary>Zero or less once it has passed; in whole milliseconds, rounded up.</summary>
    internal TimeSpan Remaining => RemainingOf(timeout + _left - time.GetElapsedTime(start));

    /// <summary>A time that remains, in whole milliseconds, rounded up.</summary>
    // A timer counts milliseconds: to wait for a part of one would be no wait at all, and a loop of such waits asks and asks.
    internal static TimeSpan RemainingOf(TimeSpan exact) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(exact.Ticks / (double)TimeSpan.TicksPerMillisecond));
}
