namespace SchemaSdk.Durable.Workers;

/// <summary>Claims and runs jobs until it is stopped, then releases the jobs that it has claimed.</summary>
internal sealed class JobWorker(ModelJobsParts parts)
{
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(1);   // extra time for handlers of unknown jobs after the drain time

    /// <summary>Stops the worker, and waits for submits and handlers until the drain time has passed.</summary>
    // end: stops RunAsync and waits for it. cancellationToken: ends the drain time early.
    internal async Task StopAsync(Func<CancellationToken, Task> end, CancellationToken cancellationToken)
    {
        // After the drain time, no more submits are sent, and handlers are cancelled. Submits in flight still get their answers.
        using var drain = new CancellationTokenSource(parts.Options.DrainTime, parts.Time);
        using var late = drain.Token.Register(parts.Abandon);
        using var early = cancellationToken.Register(parts.Abandon);

        await end(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = parts.Runs.All;
        WorkerLog.Draining(parts.Log, left.Count);
        await Task.WhenAll(left.Select(static run => run.Running)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var beside = parts.Runs.All.Where(static run => run.IsBeingReleased).ToList();
        await ReleaseAsync(parts.Runs.All.Except(beside), cancellationToken).ConfigureAwait(false);

        await Task.WhenAll(beside.Select(static run => run.Released)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        beside.RemoveAll(run => parts.Runs.Find(run.Key) != run);
        await ReleaseAsync(beside, parts.Abandoned).ConfigureAwait(false);

        // Waits for handlers of unknown jobs, because the ledger does not record that they returned.
        var told = parts.Watch.Unknown.Told;
        await told.WaitAsync(parts.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await told.WaitAsync(LeaveTime, parts.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal async Task RunAsync(CancellationToken stop)
    {
        // Yields at once, so that the start of an older host does not wait for this method.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        // Does nothing if the container was already disposed, because nothing would stop the worker then.
        if (!parts.Abandoned.IsCancellationRequested)
        {
            await Task.WhenAll(WorkAsync(stop), parts.Watch.RunAsync(stop)).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        // Without a handler, this process cannot deliver ended jobs, so it does not claim them.
        var following = parts.Delivery.HasHandler ? LedgerWork.Follow : LedgerWork.FollowToEnd;
        var pause = parts.NewPause(longest: parts.Options.CountInterval);   // short, because a failed claim makes the worker unhealthy
        while (!stop.IsCancellationRequested)
        {
            var work = parts.Signals.Work;
            try
            {
                var claimed = await parts.Runs.ClaimAsync(following, stop).ConfigureAwait(false)
                    + await parts.Runs.ClaimAsync(LedgerWork.Submit, stop).ConfigureAwait(false);
                parts.Watch.Claimed();
                if (claimed == 0)
                {
                    using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    await (await Task.WhenAny(work, parts.Ledger.WaitForWorkAsync(over.Token)).ConfigureAwait(false)).ConfigureAwait(false);
                    await over.CancelAsync().ConfigureAwait(false);
                    stop.ThrowIfCancellationRequested();
                }

                pause.Reset();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Catches everything, because an application's ledger can throw any exception.
                parts.Watch.NotClaimed(exception);
                await pause.WaitAsync(stop, delay => parts.Failures.Tell(
                    nameof(JobWorker), exception, count => WorkerLog.LedgerAway(parts.Log, exception, count, delay))).ConfigureAwait(false);
            }
        }
    }

    private async Task ReleaseAsync(IEnumerable<JobRun> runs, CancellationToken cancellationToken)
    {
        List<string> keys = [.. runs.Select(static run => run.Key)];
        try
        {
            await (keys.Count == 0 ? default : parts.Ledger.ReleaseAsync(keys, cancellationToken)).AsTask()
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Catches everything, because the host must stop even if the ledger fails.
            WorkerLog.NotReleased(parts.Log, exception, keys.Count);
        }
    }
}
