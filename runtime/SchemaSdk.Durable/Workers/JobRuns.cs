namespace SchemaSdk.Durable.Workers;

/// <summary>Claims and runs jobs independently of each other, so that a failure of one does not stop the others.</summary>
internal sealed class JobRuns(ModelJobsParts parts)
{
    private const int MostAtOnce = 500;   // limits each claim, because a claim is fair only to the models that have jobs when it is made
    private const int MostPaused = 1_000;   // if this many jobs are paused for a reason that may affect all jobs, nothing is claimed
    private const int MostPauses = 20_000;   // with this many pauses, nothing is claimed: they take 5 MB, and each claim lists their keys

    private readonly ConcurrentDictionary<string, JobRun> _running = new(StringComparer.Ordinal);

    // Jobs that this process left to others, for example because the right token is missing. They are claimed again after their pauses.
    // IsOfOne: the reason may concern only that job, its customer or its model, so other jobs can still be claimed.
    private readonly Dictionary<string, (Pause Pause, bool IsOfOne)> _pauses = new(StringComparer.Ordinal);
    private int _count, _toSubmit, _lackedFiles;

    /// <summary>Limits concurrent submits. Never disposed: it uses only memory, and jobs may use it until the process ends.</summary>
    internal SemaphoreSlim Submits { get; } = new(Math.Max(1, parts.Options.MaxSubmits));

    /// <summary>The number of ended jobs whose file downloads are being retried.</summary>
    internal int LackFiles => _running.Count(static run => run.Value.LacksFiles);

    /// <summary>The number of jobs that were delivered with a <see cref="LedgerEnd.FilesError"/>.</summary>
    // Also counts jobs whose files exist but might not survive a power failure.
    internal int LackedFiles => Volatile.Read(ref _lackedFiles);

    /// <summary>The jobs that this process runs or has not released yet.</summary>
    internal ICollection<JobRun> All => _running.Values;

    /// <summary>True once the host has begun to stop. From then on, the worker submits no more jobs.</summary>
    // Running jobs continue, because open requests of a web host may need them.
    internal bool IsClosing { get; set; }

    /// <summary>True if a claimed job that has a slot of <see cref="Submits"/> may be submitted now; if false, release the job.</summary>
    internal bool MaySubmit => !IsClosing && (!parts.Failures.IsUnsure
        || parts.Failures.Limit(1, isSubmitting: Submits.CurrentCount < Math.Max(1, parts.Options.MaxSubmits) - 1) == 1);

    // Claims ahead, because a claim of many jobs costs no more than a claim of one.
    private int RoomForSubmits => Volatile.Read(ref _toSubmit) is var begun && begun < 2L * parts.Options.MaxSubmits
        ? (int)Math.Min((4L * parts.Options.MaxSubmits) - begun, MostAtOnce) : 0;

    internal JobRun? Find(string key) => _running.GetValueOrDefault(key);

    internal async ValueTask<int> ClaimAsync(LedgerWork work, CancellationToken stop)
    {
        var room = parts.Options.MaxFollowed - Volatile.Read(ref _count);
        var isSubmitting = Volatile.Read(ref _toSubmit) > 0 || Submits.CurrentCount < Math.Max(1, parts.Options.MaxSubmits);
        room = work == LedgerWork.Submit ? parts.Failures.Limit(Math.Min(room, RoomForSubmits), isSubmitting) : room;
        if (room <= 0 || (IsClosing && work == LedgerWork.Submit) || Paused() is not { } paused)
        {
            return 0;
        }

        var service = ModelJobsParts.ServiceOf(parts.Client).Names.Name;
        var claimed = await parts.Ledger.ClaimAsync(work, Math.Min(room, MostAtOnce), paused, service, stop).ConfigureAwait(false);
        foreach (var run in claimed.Select(entry => new JobRun(parts, entry)))
        {
            Interlocked.Increment(ref _count);
            Interlocked.Add(ref _toSubmit, run.IsToSubmit ? 1 : 0);
            _running[run.Key] = run;
            run.Running = RunAsync(run, stop);
            run.Released = ReleaseAsync(run, stop);
        }

        return claimed.Count;
    }

    /// <summary>Stops counting a job among the jobs that are still to be submitted. Further calls for the job have no effect.</summary>
    internal void Submitted(JobRun run)
    {
        if (run.IsToSubmit && Interlocked.Decrement(ref _toSubmit) == parts.Options.MaxSubmits)
        {
            parts.Signals.TellWork();
        }

        run.IsToSubmit = false;
    }

    internal void LostFiles() => Interlocked.Increment(ref _lackedFiles);

    private async Task RunAsync(JobRun run, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && await run.StepAsync(stop).ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when ((exception is OperationCanceledException || parts.Ledger.IsDisposed)
            && (stop.IsCancellationRequested || parts.Abandoned.IsCancellationRequested))
        {
            // The host is stopping, so the job is released unchanged. If the container has disposed of the ledger, any call can fail.
        }
        catch (Exception exception)
        {
            // Catches everything, so that other jobs continue. Pauses before the release, because a released job is claimed again at once.
            WorkerLog.RunFailed(parts.Log, exception, run.Key, run.ModelId);
            await parts.NewPause().WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            run.End();
            SetPause(run);
            parts.Signals.Tell(run.Key);
            Submitted(run);
            if (Interlocked.Decrement(ref _count) == parts.Options.MaxFollowed - 1)
            {
                parts.Signals.TellWork();
            }
        }
    }

    private string[]? Paused()
    {
        lock (_pauses)
        {
            var running = _pauses.Where(static job => !job.Value.Pause.IsOver).ToList();
            if (_pauses.Count >= MostPauses)
            {
                // Nothing else removes the pause of a job that another process has completed.
                _pauses.Clear();
                running.ForEach(job => _pauses.Add(job.Key, job.Value));
            }

            return running.Count >= MostPauses || running.Count(static job => !job.Value.IsOfOne) >= MostPaused ? null
                : [.. running.Select(static job => job.Key)];
        }
    }

    private void SetPause(JobRun run)
    {
        lock (_pauses)
        {
            _pauses.Remove(run.Key, out var last);
            if (run.IsLeft)
            {
                var pause = last.Pause ?? parts.NewPause();
                pause.Next();
                _pauses[run.Key] = (pause, run.IsOfOne);
            }
        }
    }

    // Releases jobs one by one, so that a locked row delays only its own job.
    private async Task ReleaseAsync(JobRun run, CancellationToken stop)
    {
        await run.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var pause = parts.NewPause();

        // A release that seemed to fail may have succeeded. If the job was claimed again, Find returns its new run.
        while (!stop.IsCancellationRequested && Find(run.Key) == run)
        {
            try
            {
                // Does not use the host's stop token, because a worker waits for this release while it stops.
                run.IsBeingReleased = true;
                await parts.Ledger.ReleaseAsync([run.Key], parts.Abandoned).AsTask().WaitAsync(parts.Abandoned).ConfigureAwait(false);
                _running.TryRemove(KeyValuePair.Create(run.Key, run));
            }
            catch (Exception exception)
            {
                // Catches everything, because an application's ledger can throw any exception while its database is unreachable.
                run.IsBeingReleased = false;
                await (stop.IsCancellationRequested ? Task.CompletedTask : pause.WaitAsync(stop, delay => parts.Failures.Tell(
                    nameof(ReleaseAsync), exception, count => WorkerLog.ReleasePaused(parts.Log, exception, count, delay))))
                    .ConfigureAwait(false);
            }
        }
    }
}
