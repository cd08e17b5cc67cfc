using System.Collections.Concurrent;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Jobs;

/// <summary>
/// The delays for which the service asked before a job is read again. They apply to all waiters and status calls of the job, also to
/// callers that attach later, and delay no other job.
/// </summary>
internal sealed class AskedWaits(TimeProvider time)
{
    /// <summary>The longest time for which later callers are delayed.</summary>
    // The caller that got the answer waits as long as it says, or ends. Other callers should not wait for hours if that is a mistake.
    internal static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which expired waits are removed.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Wait> _jobs = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private long _swept;

    /// <summary>The number of jobs with a wait.</summary>
    internal int Count => _jobs.Count;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Records an answer about a job. It never makes an earlier wait shorter.</summary>
    /// <returns>The delay that it asks for; null: none.</returns>
    internal HeldBack? Record(string requestId, ApiAttempt attempt)
    {
        if (attempt.Answer is not { } answer || !answer.AsksToWait || answer.RetryAfter is not { } asked || asked == TimeSpan.Zero)
        {
            return null;
        }

        Forget();
        var wait = new Wait(new HeldBack(time.GetUtcNow(), asked), Now + (asked < Most ? asked : Most));
        _jobs.AddOrUpdate(requestId, static (_, wait) => wait, static (_, old, wait) => old.End > wait.End ? old : wait, wait);
        return wait.What;
    }

    /// <summary>The time for which a job is not to be read; zero or less: it may be read.</summary>
    // what: the delay that the service asked for.
    internal TimeSpan RemainingOf(string requestId, out HeldBack? what)
    {
        what = null;
        if (!_jobs.TryGetValue(requestId, out var wait))
        {
            return TimeSpan.Zero;
        }

        what = wait.What;
        return wait.End - Now;
    }

    /// <summary>Waits until a job may be read.</summary>
    /// <returns>The last delay that was waited for; null: none.</returns>
    // most: the longest time to wait, read again before each delay.
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

    private sealed record Wait(HeldBack What, TimeSpan End);
}
