using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>The jobs that this process runs, each by itself: what fails in one stops no other.</summary>
internal sealed class JobRuns(ModelJobsParts parts)
{
    // The order of a ledger is fair within one claim.
    private const int MostAtOnce = 500;

    private readonly ModelJobsOptions _options = parts.Options;
    private readonly ConcurrentDictionary<string, JobRun> _running = new(StringComparer.Ordinal);
    private readonly PausedJobs _paused = new(parts);
    private int _count;
    private int _toSubmit;
    private int _lackedFiles;

    /// <summary>The submits that go on at a time. Not disposed of: it is memory alone, and jobs may still run.</summary>
    internal SemaphoreSlim Submits { get; } = new(Math.Max(1, parts.Options.MaxSubmits));

    /// <summary>The number of jobs that have ended, and whose files are tried again.</summary>
    internal int LackFiles => _running.Count(static run => run.Value.LacksFiles);

    /// <summary>The number of jobs so far that were delivered with <see cref="LedgerEnd.FilesError"/>.</summary>
    // Not "without files": all may be there, and only their paths too long for a line.
    internal int LackedFiles => Volatile.Read(ref _lackedFiles);

    /// <summary>Those that it runs, or has not given back yet.</summary>
    internal ICollection<JobRun> All => _running.Values;

    // Some beyond those that are submitted at a time, since a claim costs as much for many as for one.
    private int RoomForSubmits => Volatile.Read(ref _toSubmit) is var begun && begun < 2 * _options.MaxSubmits
        ? (4 * _options.MaxSubmits) - begun
        : 0;

    internal JobRun? Find(string key) => _running.GetValueOrDefault(key);

    /// <summary>Claims jobs, and begins to run them.</summary>
    /// <returns>Their number.</returns>
    internal async ValueTask<int> ClaimAsync(LedgerWork work, CancellationToken stop)
    {
        var room = _options.MaxFollowed - Volatile.Read(ref _count);
        if (work == LedgerWork.Submit)
        {
            room = parts.Failures.Limit(Math.Min(room, RoomForSubmits));
        }

        var paused = _paused.Keys;
        if (room <= 0 || paused.Count >= PausedJobs.Most)
        {
            return 0;
        }

        var claimed = await parts.Ledger.ClaimAsync(work, Math.Min(room, MostAtOnce), paused, stop).ConfigureAwait(false);
        foreach (var entry in claimed)
        {
            Begin(new JobRun(parts, entry), stop);
        }

        return claimed.Count;
    }

    /// <summary>A job has left the queue of submits. Calling it again has no effect.</summary>
    internal void Submitted(JobRun run)
    {
        if (run.IsToSubmit && Interlocked.Decrement(ref _toSubmit) == _options.MaxSubmits)
        {
            parts.Signals.TellWork();
        }

        run.IsToSubmit = false;
    }

    /// <summary>A job is delivered although it lacks files.</summary>
    internal void LostFiles() => Interlocked.Increment(ref _lackedFiles);

    private void Begin(JobRun run, CancellationToken stop)
    {
        Interlocked.Increment(ref _count);
        if (run.IsToSubmit)
        {
            Interlocked.Increment(ref _toSubmit);
        }

        _running[run.Key] = run;
        run.Running = RunAsync(run, stop);
        run.Released = ReleaseAsync(run, stop);
    }

    private async Task RunAsync(JobRun run, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when ((exception is OperationCanceledException || parts.Ledger.IsDisposed)
            && (stop.IsCancellationRequested || parts.Abandoned.IsCancellationRequested))
        {
            // The host stops, and the job is given back as it is. A container that is disposed of takes the ledger away before.
        }
        catch (Exception exception)
        {
            // The others go on whatever it is: the job stays in the ledger, and is claimed again, at once if it were given back at once.
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
        if (run.IsLeft)
        {
            _paused.Add(run.Key);
        }
        else
        {
            _paused.Remove(run.Key);
        }

        parts.Signals.Tell(run.Key);
        Submitted(run);
        if (Interlocked.Decrement(ref _count) == _options.MaxFollowed - 1)
        {
            parts.Signals.TellWork();
        }
    }

    // Beside all other work: a row that another transaction keeps locked holds up the call. When the host stops, all go back together.
    private async Task ReleaseAsync(JobRun run, CancellationToken stop)
    {
        await run.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var pause = parts.NewPause();

        // One that was claimed again has been given back, even if that call failed.
        while (!stop.IsCancellationRequested && Find(run.Key) == run)
        {
            try
            {
                // Not with the host's token: what is under way is awaited.
                run.IsBeingReleased = true;
                await parts.Ledger.ReleaseAsync([run.Key], parts.Abandoned).AsTask().WaitAsync(parts.Abandoned).ConfigureAwait(false);
                _running.TryRemove(KeyValuePair.Create(run.Key, run));
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                run.IsBeingReleased = false;
            }
            catch (Exception exception)
            {
                // A ledger of the application may throw anything while its database is away.
                run.IsBeingReleased = false;
                await pause.WaitAsync(stop, delay => parts.Failures.Tell(
                    nameof(ReleaseAsync), exception, count => JobLog.ReleasePaused(parts.Log, exception, count, delay)))
                    .ConfigureAwait(false);
            }
        }
    }
}
