namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Looks for unknown jobs in the service's list, one at a time and at growing intervals, and settles those whose outcome is certain.
/// </summary>
internal sealed class UnknownLookups(ModelJobsParts parts)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private Dictionary<string, Pause> _pauses = new(StringComparer.Ordinal);

    /// <summary>Completes once no lookup runs. It never fails.</summary>
    internal Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to look for jobs, unless the last lookups still run.</summary>
    internal void Start(IReadOnlyList<LedgerEntry> unknown, CancellationToken stop)
    {
        if (Ended.IsCompleted && parts is { Options: { Reconcile: { } options, MaxFollowed: > 0 }, Client.HasToken: true })
        {
            Ended = RunAsync(unknown, options, stop);
        }
    }

    private async Task RunAsync(IReadOnlyList<LedgerEntry> unknown, ReconcileOptions options, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var last = _pauses;
        _pauses = new(StringComparer.Ordinal);
        foreach (var entry in unknown.Where(entry => entry.Service is null || entry.Service == parts.Service.Names.Name))
        {
            var pause = _pauses[entry.Key] = last.GetValueOrDefault(entry.Key)
                ?? new Pause(parts.Options.CountInterval, parts.Time, LongestPause);
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
            var found = await parts.Client.Parts.Reconciler
                .RunAsync(LedgerUnknown.Of(parts.Ledger, entry, parts.Client), options, stop).ConfigureAwait(false);
            if (found.Outcome == ReconcileOutcome.Unknown)
            {
                JobLog.StaysUnknown(parts.Log, error: null, entry.Key, entry.ModelId, found.Reason);
                return;
            }

            JobLog.Reconciled(parts.Log, entry.Key, entry.ModelId, found.Outcome, found.RequestId, found.Reason);
            parts.Signals.Tell(entry.Key);
            parts.Signals.TellWork();
        }
        catch (Exception exception)
        {
            // Another process may have settled the job, and the application's ledger and token provider may throw anything.
            JobLog.StaysUnknown(parts.Log, exception, entry.Key, entry.ModelId, "The lookup failed.");
        }
    }
}
