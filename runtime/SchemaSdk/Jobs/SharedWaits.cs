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
    internal JobCore? Find(string key) =>
        _waited.TryGetValue(key, out var known) && known.TryGetTarget(out var waited) ? waited : null;

    /// <summary>Returns the job that other calls share, or starts to share the given job.</summary>
    internal JobCore Share(string key, JobCore mine)
    {
        Forget();
        var first = new WeakReference<JobCore>(mine);
        while (true)
        {
            var known = _waited.GetOrAdd(key, first);
            if (known == first)
            {
                return mine;
            }

            if (known.TryGetTarget(out var theirs))
            {
                return theirs;
            }

            _waited.TryRemove(KeyValuePair.Create(key, known));
        }
    }

    /// <summary>Stops sharing a job for which no call waits.</summary>
    internal void Unshare(string key, JobCore mine)
    {
        if (_waited.TryGetValue(key, out var known) && known.TryGetTarget(out var waited) && waited == mine)
        {
            _waited.TryRemove(KeyValuePair.Create(key, known));
        }
    }

    private void Forget()
    {
        if (Interlocked.Increment(ref _added) % MostForgotten != 0)
        {
            return;
        }

        foreach (var (key, known) in _waited)
        {
            if (!known.TryGetTarget(out _))
            {
                _waited.TryRemove(KeyValuePair.Create(key, known));
            }
        }
    }
}
