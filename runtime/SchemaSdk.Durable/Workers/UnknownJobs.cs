namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Reports each unknown job once to the log, to waiters and to each handler. A handler that throws is called again after the next count of
/// the ledger's jobs. Also looks for unknown jobs in the service's list, and settles a job if the list shows its outcome.
/// </summary>
internal sealed class UnknownJobs(ModelJobsParts parts)
{
    private readonly ConcurrentDictionary<string, Telling> _tellings = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(8);   // not disposed: a handler may still use it, and it holds only memory
    private Dictionary<(string Key, int Attempt), Pause> _pauses = [];

    /// <summary>Completes once the running handlers have returned; cancelled if the host stops before all handlers were called.</summary>
    internal Task Told => Task.WhenAll(_tellings.Values.Select(static telling => telling.IsTold));

    /// <summary>Completes once no lookup in the service's list is running. It never fails.</summary>
    internal Task LookedUp { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Reports the unknown jobs that have not been reported yet. Looks up all unknown jobs, unless the last lookups are still running. A
    /// job that was settled and is unknown again is reported again.
    /// </summary>
    internal void Find(List<LedgerEntry> unknown, CancellationToken stop)
    {
        var attempts = unknown.Select(static entry => (entry.Key, entry.Attempts)).ToHashSet();
        foreach (var (key, telling) in _tellings)
        {
            telling.IsSettled |= !attempts.Contains((key, telling.Attempt));
            if (telling is { IsSettled: true, IsTold.IsCompleted: true })
            {
                _tellings.TryRemove(key, out _);
            }
        }

        foreach (var entry in unknown)
        {
            if (!_tellings.TryGetValue(entry.Key, out var last))
            {
                WorkerLog.Unknown(parts.Log, entry.Key, entry.ModelId, entry.Attempt?.SentAt);
                parts.Signals.Tell(entry.Key);
            }

            // Skips a job while a handler runs for it. If the job was settled meanwhile and is unknown again, a later call reports it.
            if (last is null or { IsTold: { IsCompletedSuccessfully: true, Result: false } })
            {
                var telling = _tellings[entry.Key] =
                    new Telling { Attempt = entry.Attempts, Told = last is { IsSettled: false } ? last.Told : [] };
                telling.IsTold = TellAsync(entry, telling, stop);
            }
        }

        if (LookedUp.IsCompleted && parts is { Options: { Reconcile: { } options, MaxFollowed: > 0 }, Client.HasToken: true })
        {
            LookedUp = LookAsync(unknown, options, stop);
        }
    }

    private async Task<bool> TellAsync(LedgerEntry entry, Telling telling, CancellationToken stop)
    {
        // Yields, because a handler that runs synchronously would block the caller.
        await _places.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return !telling.IsSettled && !stop.IsCancellationRequested
                && await parts.Delivery.UnknownAsync(entry, telling.Told).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task LookAsync(List<LedgerEntry> unknown, ReconcileOptions options, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var last = _pauses;
        _pauses = [];
        var service = ModelJobsParts.ServiceOf(parts.Client).Names.Name;
        foreach (var entry in unknown.Where(entry => entry.Service is null || entry.Service == service))
        {
            var pause = _pauses[(entry.Key, entry.Attempts)] = last.GetValueOrDefault((entry.Key, entry.Attempts))
                ?? new Pause(parts.Options.CountInterval, parts.Time, longest: TimeSpan.FromHours(1));
            if (pause.IsOver && !stop.IsCancellationRequested)
            {
                await LookAsync(entry, options, stop).ConfigureAwait(false);
                pause.Next();
            }
        }
    }

    private async Task LookAsync(LedgerEntry entry, ReconcileOptions options, CancellationToken stop)
    {
        try
        {
            var submit = LedgerUnknown.Of(parts.Ledger, entry, parts.Client);
            var found = await parts.Client.Parts.Reconciler.RunAsync(submit, options, stop).ConfigureAwait(false);
            if (found.Outcome == ReconcileOutcome.Unknown)
            {
                WorkerLog.StaysUnknown(parts.Log, error: null, entry.Key, entry.ModelId, found.Reason);
                return;
            }

            WorkerLog.Reconciled(parts.Log, entry.Key, entry.ModelId, found.Outcome, found.RequestId, found.Reason);
            parts.Signals.Tell(entry.Key);
            parts.Signals.TellWork();
            if (submit.Record is LedgerUnknown { Settled: { State: LedgerState.Refused, IsQueued: true } refused })
            {
                var error = new ModelException(found.Reason) { ModelId = entry.ModelId, Key = entry.Key };
                await parts.Delivery.RefusedAsync(refused, error).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // Catches everything, because an application's ledger and token provider can throw any exception. The next lookup tries again.
            WorkerLog.StaysUnknown(parts.Log, exception, entry.Key, entry.ModelId, "The lookup failed.");
        }
    }

    private sealed class Telling
    {
        internal Task<bool> IsTold { get; set; } = Task.FromResult(true);
        internal required int Attempt { get; init; }   // if the job is sent again and unknown again, it is reported again
        internal bool IsSettled { get; set; }
        internal HashSet<int> Told { get; init; } = [];   // the positions of the handlers that have returned
    }
}
