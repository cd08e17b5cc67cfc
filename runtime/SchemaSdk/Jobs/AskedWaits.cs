namespace SchemaSdk.Jobs;

/// <summary>The delays that the service asks for before a job is read again.</summary>
// Each delay applies to all waiters and status calls of one job, including callers that attach later.
internal sealed class AskedWaits(TimeProvider time)
{
    // Limits the wait of callers that did not get the answer themselves. Otherwise, a mistaken answer could delay them for hours.
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HeldBack> _jobs = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _swept;

    internal int Count => _jobs.Count;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Records and returns the delay that an answer asks for; null if it asks for none. Never shortens an earlier delay.</summary>
    internal HeldBack? Record(string requestId, ApiAttempt attempt)
    {
        if (attempt.Answer is not { AsksToWait: true, RetryAfter: { } asked } || asked == TimeSpan.Zero)
        {
            return null;
        }

        var now = Now;
        if (now - _swept >= Sweep)
        {
            // No lock is needed, because it is harmless if two threads remove the old delays at the same time.
            _swept = now;
            foreach (var ended in _jobs.Where(job => job.Value.End <= now))
            {
                _jobs.TryRemove(ended);
            }
        }

        var wait = new HeldBack(time.GetUtcNow(), asked, now + (asked < Most ? asked : Most));
        _jobs.AddOrUpdate(requestId, static (_, wait) => wait, static (_, old, wait) => old.End > wait.End ? old : wait, wait);
        return wait;
    }

    /// <summary>Returns the delay that keeps a job from being read now; null if the job may be read.</summary>
    internal HeldBack? Of(string requestId) => _jobs.TryGetValue(requestId, out var held) && held.End > Now ? held : null;

    /// <summary>Returns how much longer a delay lasts; zero or less if it is over.</summary>
    internal TimeSpan LeftOf(HeldBack? held) => held is null ? TimeSpan.Zero : held.End - Now;
}

/// <summary>A delay: at the time <c>At</c>, the service asked the client not to read a job for the duration <c>Asked</c>.</summary>
// End: when later callers may read the job again, counted from the creation of AskedWaits.
internal sealed record HeldBack(DateTimeOffset At, TimeSpan Asked, TimeSpan End);
