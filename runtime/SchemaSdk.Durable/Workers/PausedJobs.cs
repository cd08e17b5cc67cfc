namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs with which this process cannot continue, although another process with the missing folder, token or secret may. They are
/// released immediately, and this process does not claim them again until their pauses are over.
/// </summary>
internal sealed class PausedJobs(ModelJobsParts parts)
{
    // The largest number of keys to exclude from a claim. When it is reached, this process claims nothing, because it probably lacks the
    // same thing for every job.
    internal const int Most = 1_000;

    // This many jobs need about five megabytes. Jobs that other processes complete are not removed, so everything is cleared at this
    // number.
    private const int MostKnown = 20_000;

    private readonly Dictionary<string, Pause> _known = new(StringComparer.Ordinal);

    /// <summary>The keys of the jobs whose pauses are not over.</summary>
    internal IReadOnlyCollection<string> Keys
    {
        get
        {
            lock (_known)
            {
                return [.. _known.Where(static job => !job.Value.IsOver).Take(Most).Select(static job => job.Key)];
            }
        }
    }

    /// <summary>Starts the next pause of a job, which is twice as long as the last one.</summary>
    internal void Add(string key)
    {
        lock (_known)
        {
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            (_known[key] = _known.GetValueOrDefault(key) ?? parts.NewPause()).Next();
        }
    }

    /// <summary>Forgets a job that this process could continue with.</summary>
    internal void Remove(string key)
    {
        lock (_known)
        {
            _known.Remove(key);
        }
    }
}
