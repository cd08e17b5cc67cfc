namespace SchemaSdk.Durable.Workers;

/// <summary>The jobs that this process runs, independently of each other: a failure of one does not stop the others.</summary>
internal sealed class JobRuns(ModelJobsParts parts)
{
    private const int MostAtOnce = 500;   // a ledger divides work fairly only within one claim, so the size of a claim is limited
    private const int MostPaused = 1_000;   // with that many whose IsOfOne is false, nothing is claimed: all jobs probably lack the same
    private const int MostPauses = 20_000;   // about 5 MB, and each claim lists the keys; with that many, nothing is claimed either

    private readonly ModelJobsOptions _options = parts.Options;
    private readonly ConcurrentDictionary<string, JobRun> _running = new(StringComparer.Ordinal);

    // The jobs with which this process cannot continue, but another process with the right folder, token or secret may. They are released
    // immediately, and this process does not claim them again until their pauses are over.
    // IsOfOne: the reason may concern only one customer or model, and must not stop the jobs of the others.
    private readonly Dictionary<string, (Pause Pause, bool IsOfOne)> _pauses = new(StringComparer.Ordinal);
    private int _count;
    private int _toSubmit;
    private int _lackedFiles;

    /// <summary>Limits concurrent submits. The semaphore is not disposed, because it only uses memory and jobs may still run.</summary>
    internal SemaphoreSlim Submits { get; } = new(Math.Max(1, parts.Options.MaxSubmits));

    /// <summary>The number of ended jobs whose file downloads are retried.</summary>
    internal int LackFiles => _running.Count(static run => run.Value.LacksFiles);

    /// <summary>The number of jobs that were delivered with a <see cref="LedgerEnd.FilesError"/>.</summary>
    // Files need not be missing: the error may also say that the files may not survive a power failure.
    internal int LackedFiles => Volatile.Read(ref _lackedFiles);

    /// <summary>The jobs that this process runs or has not released yet.</summary>
    internal ICollection<JobRun> All => _running.Values;

    // Claims more jobs than can be submitted at a time, because a claim of many jobs costs as much as a claim of one.
    private int RoomForSubmits => Volatile.Read(ref _toSubmit) is var begun && begun < 2 * _options.MaxSubmits
        ? (4 * _options.MaxSubmits) - begun : 0;

    internal JobRun? Find(string key) => _running.GetValueOrDefault(key);

    internal async ValueTask<int> ClaimAsync(LedgerWork work, CancellationToken stop)
    {
        var room = _options.MaxFollowed - Volatile.Read(ref _count);
        room = work == LedgerWork.Submit ? parts.Failures.Limit(Math.Min(room, RoomForSubmits)) : room;
        if (room <= 0 || Paused() is not { } paused)
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

    /// <summary>Records that a job has left the queue of submits. Further calls have no effect.</summary>
    internal void Submitted(JobRun run)
    {
        if (run.IsToSubmit && Interlocked.Decrement(ref _toSubmit) == _options.MaxSubmits)
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
            await run.RunAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when ((exception is OperationCanceledException || parts.Ledger.IsDisposed)
            && (stop.IsCancellationRequested || parts.Abandoned.IsCancellationRequested))
        {
            // The host is stopping. The job is released unchanged. If the container is disposed, the ledger may already be disposed too.
        }
        catch (Exception exception)
        {
            // Whatever was thrown, the other jobs continue. This job will be claimed again, so it is released only after a pause.
            JobLog.RunFailed(parts.Log, exception, run.Key, run.ModelId);
            await parts.NewPause().WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            End(run);
        }
    }

    private void End(JobRun run)
    {
        run.End();
        SetPause(run);
        parts.Signals.Tell(run.Key);
        Submitted(run);
        if (Interlocked.Decrement(ref _count) == _options.MaxFollowed - 1)
        {
            parts.Signals.TellWork();
        }
    }

    // Returns the keys of the jobs whose pauses are running; null if they are so many that nothing is to be claimed.
    private string[]? Paused()
    {
        lock (_pauses)
        {
            var running = _pauses.Where(static job => !job.Value.Pause.IsOver).ToList();
            if (_pauses.Count >= MostPauses)
            {
                // The pauses of jobs that other processes complete would remain. Running ones are kept, or all would be tried at once.
                _pauses.Clear();
                running.ForEach(job => _pauses.Add(job.Key, job.Value));
            }

            return running.Count >= MostPauses || running.Count(static job => !job.Value.IsOfOne) >= MostPaused ? null
                : [.. running.Select(static job => job.Key)];
        }
    }

    // Starts the next pause of a job, which is twice as long as the last one, or forgets a job that this process could continue with.
    private void SetPause(JobRun run)
    {
        lock (_pauses)
        {
            if (!run.IsLeft)
            {
                _pauses.Remove(run.Key);
                return;
            }

            var pause = _pauses.TryGetValue(run.Key, out var last) ? last.Pause : parts.NewPause();
            pause.Next();
            _pauses[run.Key] = (pause, run.IsOfOne);
        }
    }

    // Runs alongside other work, because a locked row may delay the release. When the host stops, all jobs are released together.
    private async Task ReleaseAsync(JobRun run, CancellationToken stop)
    {
        await run.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var pause = parts.NewPause();

        // Ends if another run has replaced this one: the job was released and claimed again, even if the release seemed to fail.
        while (!stop.IsCancellationRequested && Find(run.Key) == run)
        {
            try
            {
                // Does not use the host's token, because a release in progress is awaited.
                run.IsBeingReleased = true;
                await parts.Ledger.ReleaseAsync([run.Key], parts.Abandoned).AsTask().WaitAsync(parts.Abandoned).ConfigureAwait(false);
                _running.TryRemove(KeyValuePair.Create(run.Key, run));
            }
            catch (Exception exception)
            {
                // The application's ledger may throw anything while its database is unreachable.
                run.IsBeingReleased = false;
                await (stop.IsCancellationRequested ? Task.CompletedTask : pause.WaitAsync(stop, delay => parts.Failures.Tell(
                    nameof(ReleaseAsync), exception, count => JobLog.ReleasePaused(parts.Log, exception, count, delay))))
                    .ConfigureAwait(false);
            }
        }
    }
}
