using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>The jobs of this process that have ended, and whose entries lack files.</summary>
internal sealed class MissingFiles
{
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);
    private int _delivered;

    /// <summary>The number of jobs whose files are tried again.</summary>
    internal int Waiting => _waiting.Count;

    /// <summary>The number of jobs so far that were delivered with <see cref="LedgerEnd.FilesError"/>.</summary>
    // Not "without files": all may be there, and only their paths too long for a line.
    internal int Delivered => Volatile.Read(ref _delivered);

    internal void Wait(string key) => _waiting[key] = true;

    internal void Deliver() => Interlocked.Increment(ref _delivered);

    internal void Forget(string key) => _waiting.TryRemove(key, out _);
}
