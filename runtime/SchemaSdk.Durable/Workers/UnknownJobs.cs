using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Reports each unknown job once: immediately to the log and to waiters, and then to the handlers, a few jobs at a time, in the order in
/// which the jobs were found. If a handler throws, it is called again after the next count.
/// </summary>
internal sealed class UnknownJobs(ModelJobsParts parts)
{
    private readonly ConcurrentDictionary<string, Telling> _tellings = new(StringComparer.Ordinal);

    // The semaphore is not disposed, because it only uses memory and a handler may still run.
    private readonly SemaphoreSlim _places = new(8);

    /// <summary>Completes once the running handlers have returned.</summary>
    internal Task Told => Task.WhenAll(_tellings.Values.Select(static telling => telling.IsTold));

    /// <summary>
    /// Reports the jobs that no earlier count has found. A job that was found before and is missing now was settled; if it is found again,
    /// it counts as new.
    /// </summary>
    internal void Find(List<LedgerEntry> unknown, CancellationToken stop)
    {
        var keys = unknown.Select(static entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, telling) in _tellings)
        {
            telling.IsSettled |= !keys.Contains(key);
            if (telling is { IsSettled: true, IsTold.IsCompleted: true })
            {
                _tellings.TryRemove(key, out _);
            }
        }

        foreach (var entry in unknown)
        {
            if (!_tellings.TryGetValue(entry.Key, out var last))
            {
                JobLog.Unknown(parts.Log, entry.Key, entry.ModelId, entry.Attempt?.SentAt);
                parts.Signals.Tell(entry.Key);
            }

            // A handler may still run for a job that was settled and has become unknown again. A later count then reports the job.
            if (last is null or { IsTold: { IsCompletedSuccessfully: true, Result: false } })
            {
                var telling = _tellings[entry.Key] = new Telling();
                telling.IsTold = TellAsync(entry, telling, stop);
            }
        }
    }

    private async Task<bool> TellAsync(LedgerEntry entry, Telling telling, CancellationToken stop)
    {
        try
        {
            // Does not block the count, because a handler may run long before its first asynchronous await.
            await _places.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            return !telling.IsSettled && !stop.IsCancellationRequested && await parts.Delivery.UnknownAsync(entry).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private sealed class Telling
    {
        internal Task<bool> IsTold { get; set; } = Task.FromResult(true);

        internal bool IsSettled { get; set; }
    }
}
