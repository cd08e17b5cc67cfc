namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs that this process no longer runs, and has not given back yet. They go back beside all other work, since one whose row
/// another transaction keeps locked holds up the call that gives it back.
/// </summary>
/// <param name="ledger">Where they go.</param>
/// <param name="options">The settings of the worker.</param>
/// <param name="signals">Tells the worker that there is something to give back.</param>
/// <param name="log">The messages of the worker.</param>
/// <param name="abandoned">The host stops, and the time for what is under way is over.</param>
internal sealed class DoneJobs(
    JobLedger ledger, ModelJobsOptions options, JobSignals signals, ILogger log, CancellationToken abandoned)
{
    private readonly object _gate = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly Pause _pause = new(options.RetryDelay, ledger.Options.TimeProvider);
    private bool _isReleasing;
    private bool _isOver;

    /// <summary>Completes once nothing is being given back. It never fails.</summary>
    internal Task Released { get; private set; } = Task.CompletedTask;

    /// <summary>This process has done with a job that it had taken up.</summary>
    internal void Add(string key)
    {
        lock (_gate)
        {
            _waiting.Add(key);
        }
    }

    /// <summary>A job was claimed again: it has been given back, even if that call is not over, and is not given back once more.</summary>
    internal void Remove(string key)
    {
        lock (_gate)
        {
            _waiting.Remove(key);
            _underWay.Remove(key);
        }
    }

    /// <summary>Begins to give them back, so that others may take them up, unless that is under way. It waits for nothing.</summary>
    internal void Release(CancellationToken stop)
    {
        List<string> keys;
        lock (_gate)
        {
            if (_isReleasing || _waiting.Count == 0)
            {
                return;
            }

            _underWay.UnionWith(_waiting);
            _waiting.Clear();
            keys = [.. _underWay];
            _isReleasing = true;
        }

        Released = ReleaseAsync(keys, stop);
    }

    /// <summary>Takes out those that are not being given back. From here on nothing is tried again.</summary>
    internal List<string> TakeLeft()
    {
        lock (_gate)
        {
            List<string> left = [.. _waiting];
            _waiting.Clear();
            _isOver = true;
            return left;
        }
    }

    private async Task ReleaseAsync(List<string> keys, CancellationToken stop)
    {
        try
        {
            // Not with the host's token: what is under way is awaited.
            await ledger.ReleaseAsync(keys, abandoned).AsTask().WaitAsync(abandoned).ConfigureAwait(false);
            _pause.Reset();
            lock (_gate)
            {
                _underWay.Clear();
            }
        }
        catch (Exception exception)
        {
            // A ledger of the application may throw anything while its database is away, or a row is locked: the others go on.
            await KeepAsync(exception, stop).ConfigureAwait(false);
        }

        bool isAgain;
        lock (_gate)
        {
            _isReleasing = false;
            isAgain = _waiting.Count > 0;
        }

        if (isAgain)
        {
            signals.TellWork();
        }
    }

    private async Task KeepAsync(Exception failure, CancellationToken stop)
    {
        int count;
        bool isOver;
        lock (_gate)
        {
            (count, isOver) = (_underWay.Count, _isOver);
            _waiting.UnionWith(_underWay);
            _underWay.Clear();
        }

        if (isOver)
        {
            JobLog.NotReleased(log, failure, count);
            return;
        }

        var delay = _pause.Next();
        JobLog.ReleasePaused(log, failure, count, delay);
        await Task.Delay(delay, ledger.Options.TimeProvider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
