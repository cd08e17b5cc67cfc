namespace SchemaSdk.Jobs;

/// <summary>Until when a job is waited for.</summary>
internal sealed class JobDeadline(TimeProvider time, long start, TimeSpan timeout)
{
    internal TimeSpan Timeout => timeout;

    /// <summary>Zero or less once it has passed; in whole milliseconds, rounded up.</summary>
    // A timer counts milliseconds: to wait for a part of one would be no wait at all, and a loop of such waits asks and asks.
    internal TimeSpan Remaining =>
        TimeSpan.FromMilliseconds(Math.Ceiling((timeout - time.GetElapsedTime(start)).Ticks / (double)TimeSpan.TicksPerMillisecond));
}
