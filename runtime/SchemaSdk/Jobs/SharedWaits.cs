using System.Collections.Concurrent;

namespace SchemaSdk.Jobs;

/// <summary>The jobs that calls of a client wait for, by key, so that calls with the same key share the polls.</summary>
internal sealed class SharedWaits
{
    // After this many additions, the entries of garbage-collected jobs are removed.
    private const int MostForgotten = 1000;

    private readonly ConcurrentDictionary<string, WeakReference<JobCore>> _waited = new(StringComparer.Ordinal);
    private int _added;

    /// <summary>Returns the job that calls with this key share; null if no call waits.</summary>
    internal JobCore? Find(string key) => _waited.TryGetValue(key, out var known) ? TargetOf(known) : null;

    /// <summary>Returns the job that other calls share, or starts to share the given job.</summary>
    internal JobCore Share(string key, JobCore mine)
    {
        if (Interlocked.Increment(ref _added) % MostForgotten == 0)
        {
            foreach (var entry in _waited.Where(static entry => TargetOf(entry.Value) is null))
            {
                _waited.TryRemove(entry);
            }
        }

        var shared = _waited.AddOrUpdate(
            key,
            static (_, mine) => new WeakReference<JobCore>(mine),
            static (_, known, mine) => TargetOf(known) is null ? new WeakReference<JobCore>(mine) : known,
            mine);
        return TargetOf(shared) ?? mine;
    }

    /// <summary>Stops sharing a job for which no call waits.</summary>
    internal void Unshare(string key, JobCore mine)
    {
        if (_waited.TryGetValue(key, out var known) && TargetOf(known) == mine)
        {
            _waited.TryRemove(KeyValuePair.Create(key, known));
        }
    }

    private static JobCore? TargetOf(WeakReference<JobCore> known) => known.TryGetTarget(out var job) ? job : null;
}
