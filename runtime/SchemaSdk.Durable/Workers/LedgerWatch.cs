namespace SchemaSdk.Durable.Workers;

/// <summary>Counts the jobs in the ledger at intervals, for the metrics, and finds unknown jobs.</summary>
internal sealed class LedgerWatch : IDisposable
{
    private static readonly ConcurrentDictionary<LedgerWatch, bool> All = new();
    private static readonly ConditionalWeakTable<JobLedger, StrongBox<long>> Lost = [];
    private static long _lost, _reported;   // _lost falls for a while if two workers of one ledger count at the same time

    // One meter for all workers: OpenTelemetry treats equal instruments of two meters as one, and ends it if either meter is disposed.
    private static readonly Meter Meter = new("SchemaSdk", PackageVersion.Text);
    private static readonly Lazy<Instrument?[]> Instruments = new(static () =>
    [
        Gauge("schemasdk.jobs.open", "{job}", "Jobs in the ledger that have not ended.", static one => (long)one.Summary!.Open),
        Gauge("schemasdk.jobs.unknown", "{job}", "Jobs in the ledger whose outcome is unknown.", static one => (long)one.Summary!.Unknown),
        Gauge("schemasdk.jobs.oldest", "s", "Longest time since the last step of an unfinished job.", static one => one.OldestSeconds),
        Quietly.Make(static () => Meter.CreateObservableCounter("schemasdk.jobs.lease_losses",
            static () => _reported = Math.Max(_reported, Volatile.Read(ref _lost)),
            "{job}", "Jobs that other processes claimed because this process's lease had expired.")),
    ]);

    private readonly ModelJobsParts _parts;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LedgerSummary? _summary;
    private volatile Exception? _uncounted, _unclaimed;   // why jobs could not be counted, and claimed, when this was last tried

    internal LedgerWatch(ModelJobsParts parts)
    {
        (_parts, Unknown, _) = (parts, new UnknownJobs(parts), Instruments.Value);
        All.TryAdd(this, true);
    }

    /// <summary>The last count; null before the first count.</summary>
    internal LedgerSummary? Summary => _summary;

    /// <summary>Why the ledger failed when jobs were last counted or claimed; null if it did not fail.</summary>
    internal Exception? Failure => _unclaimed ?? _uncounted;

    /// <summary>The seconds since the last step of the open job that has waited longest; 0 if none is open.</summary>
    internal double OldestSeconds => Summary?.OldestOpenAt is { } oldest ? Math.Max(0, (_parts.Time.GetUtcNow() - oldest).TotalSeconds) : 0;

    internal UnknownJobs Unknown { get; }

    /// <summary>Completes once the first count succeeds or the ledger fails. The task itself never fails.</summary>
    internal Task Answered => _answered.Task;

    public void Dispose() => All.TryRemove(this, out _);

    internal void NotClaimed(Exception failure)
    {
        _unclaimed = failure;
        _answered.TrySetResult();
    }

    internal void Claimed() => _unclaimed = null;

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
                _uncounted = exception;
                _answered.TrySetResult();
            }

            await Task.Delay(_parts.Options.CountInterval, _parts.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Dispose();   // so that the metrics do not include the last count of a stopped worker
        await Unknown.LookedUp.ConfigureAwait(false);
    }

    // Measures the largest value, not the sum, because two workers may count the jobs of the same ledger.
    private static ObservableGauge<T>? Gauge<T>(string name, string unit, string description, Func<LedgerWatch, T> read)
        where T : struct => Quietly.Make(() => Meter.CreateObservableGauge(name, () => All.Keys
            .Where(static one => one.Summary is not null).Select(read).OrderDescending().Take(1)
            .Select(static value => new Measurement<T>(value)), unit, description));

    private async Task CountAsync(CancellationToken stop)
    {
        var summary = _summary = await _parts.Ledger.SummarizeAsync(stop).ConfigureAwait(false);
        var lost = Lost.GetOrCreateValue(_parts.Ledger);
        Interlocked.Add(ref _lost, summary.LeasesLost - Interlocked.Exchange(ref lost.Value, summary.LeasesLost));
        _answered.TrySetResult();
        _uncounted = null;
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
