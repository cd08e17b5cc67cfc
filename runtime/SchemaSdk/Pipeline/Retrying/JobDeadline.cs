namespace SchemaSdk.Pipeline.Retrying;

/// <summary>Until when a job is waited for.</summary>
// start: null: its time begins when somebody first asks what remains of it.
internal sealed class JobDeadline(TimeProvider time, long? start, TimeSpan timeout)
{
    // In place of the start of a time that has not begun.
    private const long NotBegun = long.MinValue;

    private long _start = start ?? NotBegun;
    private TimeSpan _left;

    internal TimeSpan Timeout => timeout;

    /// <summary>Zero or less once it has passed; in whole milliseconds, rounded up.</summary>
    // A timer counts milliseconds: to wait for a part of one would be no wait at all, and a loop of such waits asks and asks.
    internal TimeSpan Remaining
    {
        get
        {
            if (Interlocked.Read(ref _start) == NotBegun)
            {
                Interlocked.CompareExchange(ref _start, time.GetTimestamp(), NotBegun);
            }

            var exact = timeout + _left - time.GetElapsedTime(Interlocked.Read(ref _start));
            return TimeSpan.FromMilliseconds(Math.Ceiling(exact.Ticks / (double)TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>Begins the time.</summary>
    internal void Begin(long timestamp) => Interlocked.Exchange(ref _start, timestamp);

    /// <summary>Leaves out a time in which nothing was tried. Of one thread at a time.</summary>
    internal void Leave(TimeSpan pause) => _left += pause;

    internal static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
