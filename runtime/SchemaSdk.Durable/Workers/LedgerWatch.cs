namespace SchemaSdk.Durable.Workers;

/// <summary>Counts the jobs of the ledger from time to time, and finds those of unknown outcome.</summary>
internal sealed class LedgerWatch(
    JobLedger ledger, ModelJobsOptions options, UnknownJobs unknownJobs, MissingFiles missing, JobTroubles troubles)
{
    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LedgerSummary? _summary;
    private Exception? _failure;

    /// <summary>The last count; null before the first.</summary>
    internal LedgerSummary? Summary => Volatile.Read(ref _summary);

    /// <summary>The last failure of the ledger; null if it has answered since.</summary>
    internal Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>The reason why no job can be sent or recorded; null if one was since.</summary>
    internal Exception? Trouble => troubles.Last;

    /// <summary>The reason why something failed that the ledger does by itself; null if all of it succeeded the last time.</summary>
    internal ModelLedgerException? UpkeepFailure => ledger.UpkeepFailure;

    /// <summary>The jobs whose files could not be downloaded.</summary>
    internal MissingFiles Missing => missing;

    /// <summary>The age of the oldest open job as of now, in seconds; 0 if none is open.</summary>
    internal double OldestSeconds =>
        Summary?.OldestOpenAt is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    /// <summary>Completes once the handlers that are told of unknown jobs have returned.</summary>
    internal Task Told => unknownJobs.Told;

    /// <summary>Completes once the ledger was counted for the first time, or has failed. It never fails itself.</summary>
    internal Task Answered => _answered.Task;

    internal void LedgerFailed(Exception failure)
    {
        Volatile.Write(ref _failure, failure);
        _answered.TrySetResult();
    }

    internal void LedgerAnswered() => Volatile.Write(ref _failure, null);

    /// <summary>Counts until the host stops. It never throws.</summary>
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
                return;
            }
            catch (Exception exception)
            {
                // A ledger of the application may throw anything while its database is away: it is asked again after the interval.
                LedgerFailed(exception);
            }

            await Task.Delay(options.CountInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Counts now.</summary>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    internal async Task CountAsync(CancellationToken stop)
    {
        var summary = await ledger.SummarizeAsync(stop).ConfigureAwait(false);
        Volatile.Write(ref _summary, summary);
        _answered.TrySetResult();
        LedgerAnswered();
        var unknown = new List<LedgerEntry>();
        if (summary.Unknown > 0)
        {
            await foreach (var entry in ledger.ListInStateAsync(LedgerState.Unknown, stop).ConfigureAwait(false))
            {
                unknown.Add(entry);
            }
        }

        unknownJobs.Find(unknown, stop);
    }
}
