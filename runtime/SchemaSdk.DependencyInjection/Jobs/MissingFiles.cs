using System.Collections.Concurrent;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>The jobs of this process that have ended, and whose files could not be downloaded.</summary>
internal sealed class MissingFiles
{
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);
    private int _lost;

    /// <summary>The number of jobs whose files are tried again.</summary>
    internal int Waiting => _waiting.Count;

    /// <summary>The number of jobs so far that were delivered without files.</summary>
    internal int Lost => Volatile.Read(ref _lost);

    internal void Wait(string key) => _waiting[key] = true;

    internal void Lose() => Interlocked.Increment(ref _lost);

    internal void Forget(string key) => _waiting.TryRemove(key, out _);
}
