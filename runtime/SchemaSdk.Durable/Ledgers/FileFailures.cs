namespace SchemaSdk.Durable.Ledgers;

/// <summary>The jobs whose files this process could not download, with the times of their failures.</summary>
internal sealed class FileFailures
{
    // If a job has not failed here for a day, another process has claimed or delivered it, so its earlier failures are forgotten.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (long First, long Last)> _known = new(StringComparer.Ordinal);
    private long _lookedAt;

    internal int Count => _known.Count;

    /// <summary>Records that the files of a job could not be downloaded. Returns the time since the first failure.</summary>
    internal TimeSpan Add(string job, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var (first, _) = _known.AddOrUpdate(job, (now, now), (_, known) => (known.First, now));
        var looked = Interlocked.Read(ref _lookedAt);
        if (time.GetElapsedTime(looked, now) >= LongestPause && Interlocked.CompareExchange(ref _lookedAt, now, looked) == looked)
        {
            _known.Where(known => time.GetElapsedTime(known.Value.Last, now) > LongestPause).ToList()
                .ForEach(known => _known.TryRemove(known));
        }

        return time.GetElapsedTime(first, now);
    }

    internal void Forget(string job) => _known.TryRemove(job, out _);
}
