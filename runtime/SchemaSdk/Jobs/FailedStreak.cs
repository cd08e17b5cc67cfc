namespace SchemaSdk.Jobs;

/// <summary>Reads that failed one after the other: how long to wait before the next, and when there have been enough.</summary>
internal sealed class FailedStreak(TimeProvider time, TimeSpan budget)
{
    private Backoff _backoff;
    private long? _start;
    private TimeSpan _paused;

    internal TimeSpan Elapsed => _start is { } start ? time.GetElapsedTime(start) - _paused : TimeSpan.Zero;

    /// <summary>What the service asked to wait, where that ended the streak.</summary>
    internal TimeSpan? Refused { get; private set; }

    /// <summary>Leaves out a time in which nothing was tried.</summary>
    internal void Leave(TimeSpan pause) => _paused += _start is null ? TimeSpan.Zero : pause;

    /// <param name="retryAfter">What the service asked for. It is not held to the budget: waiting for it is no failure.</param>
    /// <param name="remaining">How long the job is still waited for; null: the budget says it all.</param>
    /// <returns>Null: give up.</returns>
    internal TimeSpan? Next(TimeSpan? retryAfter, TimeSpan? remaining)
    {
        _start ??= time.GetTimestamp();
        var left = budget - Elapsed;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        if (retryAfter > (remaining ?? left))
        {
            Refused = retryAfter;
            return null;
        }

        var delay = _backoff.Next(retryAfter);
        if (retryAfter is null && delay > left)
        {
            delay = left;
        }

        return delay > remaining ? remaining : delay;
    }
}
