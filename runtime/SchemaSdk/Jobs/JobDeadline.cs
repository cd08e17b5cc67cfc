namespace SchemaSdk.Jobs;

/// <summary>Until when a job is waited for.</summary>
internal sealed class JobDeadline(TimeProvider time, long start, TimeSpan timeout)
{
    internal TimeSpan Timeout => timeout;

    /// <summary>Zero or less once it has passed.</summary>
    internal TimeSpan Remaining => timeout - time.GetElapsedTime(start);
}
