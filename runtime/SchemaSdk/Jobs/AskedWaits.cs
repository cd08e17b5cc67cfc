using System.Collections.Concurrent;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Jobs;

/// <summary>
/// Until when each job is not read, where the service asked for that: by whoever waits for it or looks at it, also by those who attach
/// to it meanwhile. It holds up no other job.
/// </summary>
internal sealed class AskedWaits(TimeProvider time)
{
    /// <summary>The longest time for which later callers are held up.</summary>
    // The caller that was told waits as long as it says, or ends. For others it may be a mistake that holds them up for hours.
    internal static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which waits that are over are forgotten.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Wait> _jobs = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private long _swept;

    /// <summary>The number of jobs that it knows of.</summary>
    internal int Count => _jobs.Count;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Takes up an answer about a job. What it asks for never makes an earlier wait shorter.</summary>
    /// <returns>What it asks for; null: nothing.</returns>
    internal HeldBack? Heed(string requestId, ApiAttempt attempt)
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

    /// <summary>For how long a job is not to be read; zero or less: it may be.</summary>
    // what: what was asked for.
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
    /// <returns>What was waited for; null: nothing.</returns>
    // most: how long to wait at most, asked again before each delay.
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
