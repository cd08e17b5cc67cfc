using System.Collections.Concurrent;

namespace SchemaSdk.Jobs;

/// <summary>The jobs that are waited for in one client: calls with the same key share what polls the job.</summary>
internal sealed class SharedWaits
{
    // As many again may have been left by those who never waited.
    private const int MostForgotten = 1000;

    private readonly ConcurrentDictionary<string, WeakReference<JobCore>> _waited = new(StringComparer.Ordinal);
    private int _added;

    /// <summary>Finds what others wait by; null if no call waits.</summary>
    internal JobCore? Find(string key) =>
        _waited.TryGetValue(key, out var known) && known.TryGetTarget(out var waited) ? waited : null;

    /// <summary>Finds what others wait by, or lets them wait by this.</summary>
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

    /// <summary>No call waits by this.</summary>
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
