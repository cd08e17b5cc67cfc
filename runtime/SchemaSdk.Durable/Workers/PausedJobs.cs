namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs that this process could not go on with, and that another one may: one with the folder, the token or the secret. They are given
/// back at once, and this process takes none of them again before its own pause is over.
/// </summary>
internal sealed class PausedJobs(ModelJobsParts parts)
{
    /// <summary>Each claim names them. With so many, this process takes no other job, for which it may lack the same.</summary>
    internal const int Most = 1_000;

    // About five megabytes. One that another process went on with is not known to be: beyond that, all begin again.
    private const int MostKnown = 20_000;

    private readonly Dictionary<string, Pause> _known = new(StringComparer.Ordinal);

    /// <summary>The keys of those whose pauses are not over.</summary>
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

    /// <summary>Begins the next pause of a job, which is twice as long as the last one.</summary>
    internal void Add(string key)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(key, out var pause))
            {
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known.Add(key, pause = parts.NewPause());
            }

            pause.Next();
        }
    }

    /// <summary>This process went on with it.</summary>
    internal void Remove(string key)
    {
        lock (_known)
        {
            _known.Remove(key);
        }
    }
}
