namespace SchemaSdk.Pipeline.Retrying;

/// <summary>Reads that failed one after the other: how long to wait before the next, and when there have been enough.</summary>
/// <remarks>The budget is for failures: waits that the service asks for, from any job, do not count.</remarks>
internal sealed class FailedStreak(TimeProvider time, TimeSpan budget)
{
    private Backoff _backoff;
    private long? _start;
    private TimeSpan _asked;

    /// <summary>Since the first failure, all waits included.</summary>
    internal TimeSpan Elapsed => _start is { } start ? time.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>The wait that the service asked for, if that ended the streak.</summary>
    internal TimeSpan? Refused { get; private set; }

    /// <summary>Leaves out a time in which nothing was tried.</summary>
    internal void Leave(TimeSpan pause) => _asked += _start is null ? TimeSpan.Zero : pause;

    /// <param name="retryAfter">The wait that the service asked for.</param>
    /// <param name="remaining">The time for which the job is still waited for.</param>
    /// <returns>Null to give up.</returns>
    internal TimeSpan? Next(TimeSpan? retryAfter, TimeSpan remaining)
    {
        if (remaining <= TimeSpan.Zero)
        {
            return null;
        }

        _start ??= time.GetTimestamp();
        var left = budget - (Elapsed - _asked);
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        if (retryAfter > remaining)
        {
            Refused = retryAfter;
            return null;
        }

        var asked = retryAfter ?? TimeSpan.Zero;
        var delay = _backoff.Next(retryAfter);
        delay = delay < left + asked ? delay : left + asked;
        _asked += asked;
        return delay < remaining ? delay : remaining;
    }
}
