using System.Collections.Concurrent;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Jobs;

/// <summary>
/// The delays that the service asks for before a job is read again. A delay applies to all waiters and status calls of that job,
/// including callers that attach later, and to no other job.
/// </summary>
internal sealed class AskedWaits(TimeProvider time)
{
    /// <summary>The longest delay that later callers observe.</summary>
    // The caller that got the answer waits for the whole delay, or gives up. A mistaken answer must not delay other callers for hours.
    internal static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which expired delays are removed.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HeldBack> _jobs = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private long _swept;

    internal int Count => _jobs.Count;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>
    /// Records the delay that an answer asks for, and never shortens an earlier one. Returns null if the answer asks for none.
    /// </summary>
    internal HeldBack? Record(string requestId, ApiAttempt attempt)
    {
        if (attempt.Answer is not { } answer || !answer.AsksToWait || answer.RetryAfter is not { } asked || asked == TimeSpan.Zero)
        {
            return null;
        }

        Forget();
        var wait = new HeldBack(time.GetUtcNow(), asked, Now + (asked < Most ? asked : Most));
        _jobs.AddOrUpdate(requestId, static (_, wait) => wait, static (_, old, wait) => old.End > wait.End ? old : wait, wait);
        return wait;
    }

    /// <summary>How much longer a job must not be read; zero or less if it may be read now.</summary>
    internal TimeSpan RemainingOf(string requestId, out HeldBack? what)
    {
        return _jobs.TryGetValue(requestId, out what) ? what.End - Now : TimeSpan.Zero;
    }

    /// <summary>Waits until a job may be read. Returns the last delay that it waited for; null if there was none.</summary>
    // most: the longest time to wait, evaluated again before each delay.
    internal async Task<HeldBack?> WaitAsync(string requestId, Func<TimeSpan> most, CancellationToken stop)
    {
        HeldBack? waited = null;
        while (RemainingOf(requestId, out var what) is var remaining
            && remaining > TimeSpan.Zero
            && most() is var longest
            && longest > TimeSpan.Zero)
        {
            waited = what;
            var delay = remaining < longest ? remaining : longest;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), time, stop).ConfigureAwait(false);
        }

        return waited;
    }

    private void Forget()
    {
        var (now, swept) = (Now, Interlocked.Read(ref _swept));
        if (now.Ticks - swept < Sweep.Ticks || Interlocked.CompareExchange(ref _swept, now.Ticks, swept) != swept)
        {
            return;
        }

        foreach (var job in _jobs)
        {
            if (job.Value.End <= now)
            {
                _jobs.TryRemove(job);
            }
        }
    }
}
