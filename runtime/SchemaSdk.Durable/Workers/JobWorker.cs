using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>Takes jobs from the ledger until it is stopped, and then gives back what it has.</summary>
internal sealed class JobWorker(
    JobLedger ledger,
    ModelJobsOptions options,
    JobSignals signals,
    JobRuns runs,
    DoneJobs done,
    PausedJobs paused,
    JobSubmits submits,
    LedgerWatch watch,
    RepeatedFailures repeated,
    ILogger log)
{
    // The order of a ledger is fair within one claim.
    private const int MostAtOnce = 500;

    // Handlers that are told of unknown jobs have this time to leave off after the time to drain.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Stops it, and awaits what is on its way for the time to drain.</summary>
    /// <param name="end">Ends <see cref="RunAsync"/>.</param>
    /// <param name="cancellationToken">Ends that time early.</param>
    internal async Task StopAsync(Func<CancellationToken, Task> end, CancellationToken cancellationToken)
    {
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = new CancellationTokenSource(options.DrainTime, _time);
        using var registration = timer.Token.Register(drain.Cancel);

        // What is not on its way to the service by then is no longer sent, and handlers stop; what is on its way gets its answer.
        using var abandoning = drain.Token.Register(submits.Abandon);

        // From here on nothing is claimed, and waits for jobs end: those go on at the service.
        await end(cancellationToken).ConfigureAwait(false);
        var left = Task.WhenAll(_running.Values);
        JobLog.Draining(log, _running.Count);
        await left.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        List<string> kept = [.. done.TakeLeft(), .. _running.Keys];
        try
        {
            await ledger.ReleaseAsync(kept, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A ledger of the application may throw anything, and the host stops all the same: the leases end by themselves.
            JobLog.NotReleased(log, exception, kept.Count);
        }

        // It ends with the time to drain, and tells of its failure by itself.
        await done.Released.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // They have nothing to record, so one that does not stop holds up nothing for longer.
        await watch.Told.WaitAsync(submits.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await watch.Told.WaitAsync(LeaveTime, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends what is under way: a container that is disposed of first leaves it neither client nor ledger.</summary>
    internal void Abandon() => submits.Abandon();

    /// <summary>Runs jobs.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        // Older hosts wait for the first real await of this.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (submits.Abandoned.IsCancellationRequested)
        {
            // The container was disposed of while the host started: no stop would end this.
            return;
        }

        await Task.WhenAll(WorkAsync(stop), watch.RunAsync(stop)).ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        var pause = new Pause(options.RetryDelay, _time);
        while (!stop.IsCancellationRequested)
        {
            var work = signals.Work;
            try
            {
                done.Release(stop);
                var claimed = await ClaimAsync(runs.Following, runs.RoomForFollows, stop).ConfigureAwait(false)
                    + await ClaimAsync(LedgerWork.Submit, runs.RoomForSubmits, stop).ConfigureAwait(false);
                watch.LedgerAnswered();
                pause.Reset();
                if (claimed == 0)
                {
                    await WaitAsync(work, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A ledger of the application may throw anything while its database is away: the host goes on, and it is asked again.
                watch.LedgerFailed(exception);
                var delay = pause.Next();
                switch (repeated.Count(nameof(JobWorker), exception))
                {
                    case 0:
                        break;
                    case 1:
                        JobLog.LedgerAway(log, exception, delay);
                        break;
                    case var count:
                        JobLog.LedgerStillAway(log, exception, count, delay);
                        break;
                }

                await Task.Delay(delay, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask<int> ClaimAsync(LedgerWork work, int room, CancellationToken stop)
    {
        if (room <= 0)
        {
            return 0;
        }

        var claimed = await ledger.ClaimAsync(work, Math.Min(room, MostAtOnce), paused.Keys, stop).ConfigureAwait(false);
        foreach (var entry in claimed)
        {
            var run = runs.RunAsync(entry, stop);
            var mine = KeyValuePair.Create(entry.Key, run);
            _running[entry.Key] = run;
            _ = run.ContinueWith(
                _ => _running.TryRemove(mine),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        return claimed.Count;
    }

    private async Task WaitAsync(Task work, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(work, ledger.WaitForWorkAsync(over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
    }
}
