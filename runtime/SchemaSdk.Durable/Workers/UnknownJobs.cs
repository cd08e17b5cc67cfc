namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Tells of jobs of unknown outcome, once of each: the log and those who wait at once, the handlers some at a time and in the order in
/// which the jobs were found. A handler that threw is told again after the next count.
/// </summary>
internal sealed class UnknownJobs(JobDelivery delivery, JobSignals signals, ILogger log)
{
    private const int MostAtOnce = 8;

    private readonly object _gate = new();
    private readonly Dictionary<string, LedgerEntry> _found = new(StringComparer.Ordinal);
    private readonly Queue<LedgerEntry> _waiting = new();
    private readonly List<LedgerEntry> _untold = [];
    private readonly Dictionary<string, Task> _telling = new(StringComparer.Ordinal);

    /// <summary>Completes once the handlers that are at work have returned.</summary>
    internal Task Told
    {
        get
        {
            lock (_gate)
            {
                return Task.WhenAll(_telling.Values);
            }
        }
    }

    /// <summary>Tells of those that were not found before. Others were settled, and are new if they are ever found again.</summary>
    internal void Find(List<LedgerEntry> unknown, CancellationToken stop)
    {
        List<LedgerEntry> found;
        lock (_gate)
        {
            foreach (var settled in _found.Keys.Except(unknown.Select(entry => entry.Key)).ToList())
            {
                _found.Remove(settled);
            }

            // A handler may still be at work for one that was settled and is unknown again: a later count finds it.
            found = unknown.FindAll(entry => !_telling.ContainsKey(entry.Key) && _found.TryAdd(entry.Key, entry));
        }

        foreach (var entry in found)
        {
            JobLog.Unknown(log, entry.Key, entry.ModelId, entry.Attempt?.SentAt);
            signals.Tell(entry.Key);
        }

        lock (_gate)
        {
            found.ForEach(_waiting.Enqueue);
            _untold.ForEach(_waiting.Enqueue);
            _untold.Clear();
            TellNext(stop);
        }
    }

    private void TellNext(CancellationToken stop)
    {
        // A handler at work ends while the host drains, and no other one begins.
        while (!stop.IsCancellationRequested && _telling.Count < MostAtOnce && _waiting.TryDequeue(out var entry))
        {
            if (ReferenceEquals(_found.GetValueOrDefault(entry.Key), entry))
            {
                _telling.Add(entry.Key, TellAsync(entry, stop));
            }
        }
    }

    private async Task TellAsync(LedgerEntry entry, CancellationToken stop)
    {
        // Not in the count: a handler may take long before its first real await.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var isTold = await delivery.UnknownAsync(entry).ConfigureAwait(false);
        lock (_gate)
        {
            _telling.Remove(entry.Key);
            if (!isTold)
            {
                _untold.Add(entry);
            }

            TellNext(stop);
        }
    }
}
