using System.Diagnostics.Metrics;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Durable.Workers;

/// <summary>Counts the jobs in the ledger at intervals, for the metrics, and finds unknown jobs.</summary>
internal sealed class LedgerWatch : IDisposable
{
    private readonly ModelJobsParts _parts;
    private readonly Meter _meter = new("SchemaSdk", PackageVersion.Text);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LedgerSummary? _summary;
    private volatile Exception? _failure;

    internal LedgerWatch(ModelJobsParts parts)
    {
        (_parts, Unknown) = (parts, new UnknownJobs(parts));
        _meter.CreateObservableGauge(
            "schemasdk.jobs.open", () => Of<long>(summary => summary.Open), "{job}", "Jobs in the ledger that have not ended.");
        _meter.CreateObservableGauge(
            "schemasdk.jobs.unknown", () => Of<long>(summary => summary.Unknown), "{job}", "Jobs in the ledger whose state is unknown.");
        _meter.CreateObservableGauge(
            "schemasdk.jobs.oldest", () => Of(_ => OldestSeconds), "s", "Longest time since the last step of an open job.");
        _meter.CreateObservableCounter("schemasdk.jobs.lease_losses", () => Of(summary => summary.LeasesLost), "{job}",
            "Jobs that other processes claimed because this process's lease had expired.");

        IEnumerable<Measurement<T>> Of<T>(Func<LedgerSummary, T> read)
            where T : struct => Summary is { } summary ? [new(read(summary))] : [];
    }

    /// <summary>The last count; null before the first count.</summary>
    internal LedgerSummary? Summary => _summary;

    /// <summary>Why the ledger failed when jobs were last counted or claimed; null if it did not fail.</summary>
    internal Exception? Failure => _failure;

    /// <summary>The seconds since the last step of the open job that has waited longest; 0 if none is open.</summary>
    internal double OldestSeconds => Summary?.OldestOpenAt is { } oldest ? Math.Max(0, (_parts.Time.GetUtcNow() - oldest).TotalSeconds) : 0;

    internal UnknownJobs Unknown { get; }

    /// <summary>Completes once the first count succeeds or the ledger fails. The task itself never fails.</summary>
    internal Task Answered => _answered.Task;

    public void Dispose() => _meter.Dispose();

    internal void LedgerFailed(Exception failure)
    {
        _failure = failure;
        _answered.TrySetResult();
    }

    internal void LedgerAnswered() => _failure = null;

    /// <summary>Counts until the host stops. Never throws.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await CountAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // Catches everything, because an application's ledger can throw any exception. The next count tries again.
                LedgerFailed(exception);
            }

            await Task.Delay(_parts.Options.CountInterval, _parts.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Unknown.LookedUp.ConfigureAwait(false);
    }

    private async Task CountAsync(CancellationToken stop)
    {
        var summary = await _parts.Ledger.SummarizeAsync(stop).ConfigureAwait(false);
        _summary = summary;
        _answered.TrySetResult();
        LedgerAnswered();
        var unknown = new List<LedgerEntry>();
        if (summary.Unknown > 0)
        {
            await foreach (var entry in _parts.Ledger.ListInStateAsync(LedgerState.Unknown, stop).ConfigureAwait(false))
            {
                unknown.Add(entry);
            }
        }

        Unknown.Find(unknown, stop);
    }
}
