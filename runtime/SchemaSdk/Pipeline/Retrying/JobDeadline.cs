namespace SchemaSdk.Pipeline.Retrying;

// start: the timestamp at which the timeout starts; null to start it when Remaining is first read.
internal sealed class JobDeadline(TimeProvider time, long? start, TimeSpan timeout)
{
    private const long NotBegun = long.MinValue;

    private long _start = start ?? NotBegun;
    private TimeSpan _left;

    internal TimeSpan Timeout => timeout;

    /// <summary>The time until the timeout, in whole milliseconds, rounded up; zero or less once the timeout has passed.</summary>
    // Rounded up, because timers count whole milliseconds: a shorter wait would return immediately, and the loop would spin.
    internal TimeSpan Remaining
    {
        get
        {
            Interlocked.CompareExchange(ref _start, time.GetTimestamp(), NotBegun);
            var exact = timeout + _left - time.GetElapsedTime(Interlocked.Read(ref _start));
            return TimeSpan.FromMilliseconds(Math.Ceiling(exact.TotalMilliseconds));
        }
    }

    /// <summary>Excludes a pause from the timeout, because nothing was attempted during the pause. Not thread-safe.</summary>
    internal void Exclude(TimeSpan pause) => _left += pause;

    internal static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
