using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>The jobs whose files this process could not download, and since when.</summary>
internal sealed class FileFailures
{
    // A job that this process does not try for so long was delivered by others, or is theirs.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (long First, long Last)> _known = new(StringComparer.Ordinal);
    private long _lookedAt;

    /// <summary>The number of jobs.</summary>
    internal int Count => _known.Count;

    /// <summary>Notes that the files of a job could not be downloaded.</summary>
    /// <param name="job">Its key and request.</param>
    /// <param name="limit">The time for which they are tried.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The time since that was first so.</returns>
    internal TimeSpan Note(string job, TimeSpan limit, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var (first, _) = _known.AddOrUpdate(job, (now, now), (_, known) => (known.First, now));
        ForgetOld(limit > LongestPause ? limit : LongestPause, time, now);
        return time.GetElapsedTime(first, now);
    }

    /// <summary>Forgets the failures of a job whose files are no longer tried.</summary>
    internal void Forget(string job) => _known.TryRemove(job, out _);

    private void ForgetOld(TimeSpan pause, TimeProvider time, long now)
    {
        var looked = Interlocked.Read(ref _lookedAt);
        if (time.GetElapsedTime(looked, now) < LongestPause || Interlocked.CompareExchange(ref _lookedAt, now, looked) != looked)
        {
            return;
        }

        foreach (var (job, known) in _known)
        {
            if (time.GetElapsedTime(known.Last, now) > pause)
            {
                _known.TryRemove(KeyValuePair.Create(job, known));
            }
        }
    }
}
