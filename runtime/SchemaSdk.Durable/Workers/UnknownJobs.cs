using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Tells of jobs of unknown outcome, once of each: the log and those who wait at once, the handlers some at a time and in the order in
/// which the jobs were found. A handler that threw is told again after the next count.
/// </summary>
internal sealed class UnknownJobs(ModelJobsParts parts)
{
    private readonly ConcurrentDictionary<string, Telling> _tellings = new(StringComparer.Ordinal);

    // Not disposed of: it is memory alone, and a handler may still be at work.
    private readonly SemaphoreSlim _places = new(8);

    /// <summary>Completes once the handlers that are at work have returned.</summary>
    internal Task Told => Task.WhenAll(_tellings.Values.Select(static telling => telling.IsTold));

    /// <summary>Reports jobs that were not found before. One that is missing was settled, and is new if it is found again.</summary>
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

            // A handler may still be at work for one that was settled and is unknown again: a later count finds it.
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
            // Not in the count: a handler may take long before its first real await.
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
