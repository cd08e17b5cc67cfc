namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs that this process could not go on with, and that another one may: one with the folder, the token or the secret. They are given
/// back at once, and this process takes none of them again before its own pause is over.
/// </summary>
internal sealed class PausedJobs(ModelJobsOptions options, TimeProvider time)
{
    // Each claim names them. With more, this process takes no job for which it may lack the same.
    private const int Most = 1_000;

    // About five megabytes. One that another process went on with is not known to be: beyond that, all begin again.
    private const int MostKnown = 20_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, Paused> _known = new(StringComparer.Ordinal);

    /// <summary>The keys of those whose pauses are not over.</summary>
    internal IReadOnlyCollection<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _known.Where(IsPaused).Take(Most).Select(static job => job.Key)];
            }
        }
    }

    /// <summary>True while there are too many of them to take other jobs.</summary>
    internal bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _known.Count >= Most && _known.Count(IsPaused) >= Most;
            }
        }
    }

    /// <summary>Begins the next pause of a job, which is twice as long as the last one.</summary>
    internal void Add(string key)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var job))
            {
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known.Add(key, job = new Paused(new Pause(options.RetryDelay, time)));
            }

            (job.From, job.Length) = (time.GetTimestamp(), job.Pause.Next());
        }
    }

    /// <summary>This process went on with it.</summary>
    internal void Remove(string key)
    {
        lock (_gate)
        {
            _known.Remove(key);
        }
    }

    private bool IsPaused(KeyValuePair<string, Paused> job) => time.GetElapsedTime(job.Value.From) < job.Value.Length;

    /// <summary>One of them: its last pause, and when that began.</summary>
    private sealed class Paused(Pause pause)
    {
        internal Pause Pause => pause;

        internal long From { get; set; }

        internal TimeSpan Length { get; set; }
    }
}
