namespace SchemaSdk.Pipeline.Retrying;

/// <summary>Tracks a series of failed reads: decides how long to wait before the next read, and when to stop.</summary>
/// <remarks>Only failures count towards the retry time; delays that the service asks for, even for another job, do not.</remarks>
internal sealed class FailedStreak(TimeProvider time, TimeSpan retryTime)
{
    private Backoff _backoff;
    private long? _start;
    private TimeSpan _asked;

    /// <summary>The time since the first failure, including all waits, but without excluded pauses.</summary>
    internal TimeSpan Elapsed => _start is { } start ? time.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>The delay that the service asked for, if the reads stop because that delay is too long; otherwise null.</summary>
    internal TimeSpan? Refused { get; private set; }

    /// <summary>Excludes a pause from the retry time, because nothing was attempted during the pause.</summary>
    internal void Exclude(TimeSpan pause) => _start += (long)(pause.TotalSeconds * time.TimestampFrequency);

    /// <returns>The delay before the next read; null to stop.</returns>
    internal TimeSpan? Next(TimeSpan? retryAfter, TimeSpan remaining)
    {
        _start = remaining > TimeSpan.Zero ? _start ?? time.GetTimestamp() : _start;
        var left = retryTime - (Elapsed - _asked);
        var isOver = remaining <= TimeSpan.Zero || left <= TimeSpan.Zero;
        Refused = !isOver && retryAfter > remaining ? retryAfter : Refused;
        if (isOver || retryAfter > remaining)
        {
            return null;
        }

        var asked = retryAfter ?? TimeSpan.Zero;
        var delay = _backoff.Next(retryAfter);
        delay = delay < left + asked ? delay : left + asked;
        _asked += asked;
        return delay < remaining ? delay : remaining;
    }
}

/// <summary>The delays after consecutive failures: random times up to a limit. The limit starts at 0.5 s and doubles up to 15 s.</summary>
/// <remarks>Full jitter keeps clients that failed together from retrying together.</remarks>
internal struct Backoff(TimeSpan most)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);

    // Timers count whole milliseconds, so a shorter delay would end immediately, and the loop would spin.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private int _failures;

    internal TimeSpan Next(TimeSpan? retryAfter)
    {
        var longest = Math.Min(First.Ticks << Math.Min(_failures++, 10), (most == default ? Usual : most).Ticks);
        var delay = Least + TimeSpan.FromTicks((long)(Random.Shared.NextDouble() * (longest - Least.Ticks)));
        return retryAfter > delay ? retryAfter.Value : delay;
    }
}
