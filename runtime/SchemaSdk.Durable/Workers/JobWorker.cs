namespace SchemaSdk.Durable.Workers;

/// <summary>Takes jobs from the ledger until it is stopped, and then gives back what it has.</summary>
internal sealed class JobWorker(ModelJobsParts parts)
{
    // Handlers that are told of unknown jobs have this time to leave off after the time to drain.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);

    /// <summary>Stops it, and awaits what is on its way for the time to drain.</summary>
    // end: ends the run. cancellationToken: ends that time early.
    internal async Task StopAsync(Func<CancellationToken, Task> end, CancellationToken cancellationToken)
    {
        // What is not on its way to the service by then is no longer sent, and handlers stop; what is on its way gets its answer.
        using var drain = new CancellationTokenSource(parts.Options.DrainTime, parts.Time);
        using var late = drain.Token.Register(parts.Abandon);
        using var early = cancellationToken.Register(parts.Abandon);

        // From here on nothing is claimed, and waits for jobs end: those go on at the service.
        await end(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = parts.Runs.All;
        JobLog.Draining(parts.Log, left.Count);
        await Task.WhenAll(left.Select(static run => run.Running)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var beside = parts.Runs.All.Where(static run => run.IsBeingReleased).ToList();
        await ReleaseAsync(parts.Runs.All.Except(beside), cancellationToken).ConfigureAwait(false);

        // They end with the time to drain.
        await Task.WhenAll(beside.Select(static run => run.Released)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        beside.RemoveAll(run => parts.Runs.Find(run.Key) != run);
        if (beside.Count > 0)
        {
            await ReleaseAsync(beside, parts.Abandoned).ConfigureAwait(false);
        }

        // They have nothing to record, so one that does not stop holds up nothing for longer.
        var told = parts.Watch.Unknown.Told;
        await told.WaitAsync(parts.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await told.WaitAsync(LeaveTime, parts.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs jobs.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        // Older hosts wait for the first real await of this.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        // The container may have been disposed of while the host started: no stop would end this.
        if (!parts.Abandoned.IsCancellationRequested)
        {
            await Task.WhenAll(WorkAsync(stop), parts.Watch.RunAsync(stop)).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        // Without a handler, this process has no use for jobs that have ended.
        var following = parts.Delivery.HasHandler ? LedgerWork.Follow : LedgerWork.FollowToEnd;
        var pause = parts.NewPause();
        while (!stop.IsCancellationRequested)
        {
            var work = parts.Signals.Work;
            try
            {
                var claimed = await parts.Runs.ClaimAsync(following, stop).ConfigureAwait(false)
                    + await parts.Runs.ClaimAsync(LedgerWork.Submit, stop).ConfigureAwait(false);
                parts.Watch.LedgerAnswered();
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
                parts.Watch.LedgerFailed(exception);
                await pause.WaitAsync(stop, delay => parts.Failures.Tell(
                    nameof(JobWorker), exception, count => JobLog.LedgerAway(parts.Log, exception, count, delay))).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(Task work, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(work, parts.Ledger.WaitForWorkAsync(over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
    }

    private async Task ReleaseAsync(IEnumerable<JobRun> runs, CancellationToken cancellationToken)
    {
        List<string> keys = [.. runs.Select(static run => run.Key)];
        try
        {
            await parts.Ledger.ReleaseAsync(keys, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A ledger of the application may throw anything, and the host stops all the same: the leases end by themselves.
            JobLog.NotReleased(parts.Log, exception, keys.Count);
        }
    }
}
