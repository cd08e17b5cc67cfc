using Microsoft.Extensions.Logging;

namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The jobs that this process does not run any more, and has not given back yet. They go back beside all other work, since one whose row
/// somebody keeps locked holds up the call that gives it back.
/// </summary>
/// <param name="ledger">Where they go.</param>
/// <param name="options">The settings of the worker.</param>
/// <param name="signals">Tells the worker that there is something to give back.</param>
/// <param name="unfit">Those that this process could not submit.</param>
/// <param name="log">The messages of the worker.</param>
/// <param name="abandoned">The host stops, and the time for what is under way is over.</param>
internal sealed class DoneJobs(
    JobLedger ledger,
    ModelJobsOptions options,
    JobSignals signals,
    UnfitJobs unfit,
    ILogger log,
    CancellationToken abandoned)
{
    // The others are told of what was given back, and look by themselves every few seconds.
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(10);

    // Most of the time, accepted jobs are claimed, however many are left.
    private static readonly TimeSpan RestInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = ledger.Options.TimeProvider;
    private readonly Pause _pause = new(options.RetryDelay, ledger.Options.TimeProvider);
    private bool _isReleasing;
    private bool _isOver;
    private bool _isTelling;
    private bool _owesRest;
    private bool _owesLongRest;
    private long _restsFrom = -1;

    /// <summary>Completes once nothing is being given back. It never fails.</summary>
    internal Task Released { get; private set; } = Task.CompletedTask;

    /// <summary>True while no accepted job is claimed: this process would be the first to take again what it gives back.</summary>
    internal bool IsResting => Volatile.Read(ref _restsFrom) is >= 0 and var from && _time.GetElapsedTime(from) < LongRest;

    // The time until those that are left may be given back.
    private TimeSpan UntilRest => Volatile.Read(ref _restsFrom) is >= 0 and var from ? RestInterval - _time.GetElapsedTime(from) : default;

    /// <summary>This process has done with a job that it had taken up.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="isLeft">True if it was accepted or has ended, and another process may be able to go on with it.</param>
    internal void Add(string key, bool isLeft)
    {
        lock (_gate)
        {
            (isLeft ? _left : _waiting).Add(key);
            if (!isLeft || _isTelling)
            {
                // What is done has time until the next look for work.
                return;
            }

            _isTelling = true;
        }

        // The others wait for it.
        _ = TellAsync();
    }

    /// <summary>A job was claimed anew: it has been given back, even if that call is not over, and is not given back once more.</summary>
    internal void Remove(string key)
    {
        lock (_gate)
        {
            _waiting.Remove(key);
            _left.Remove(key);
            _underWay.Remove(key);
        }
    }

    /// <summary>Begins to give them back, so that others may take them up, unless that is under way. It waits for nothing.</summary>
    internal void Release(CancellationToken stop)
    {
        List<string> keys;
        lock (_gate)
        {
            if (_isReleasing)
            {
                return;
            }

            var due = unfit.TakeDue();
            _owesRest |= due.Count > 0;
            _waiting.UnionWith(due);
            if (_left.Count > 0 && UntilRest <= TimeSpan.Zero)
            {
                _waiting.UnionWith(_left);
                _left.Clear();
                _owesLongRest = true;
            }

            if (_waiting.Count == 0)
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
            List<string> left = [.. unfit.TakeAll(), .. _left, .. _waiting];
            _left.Clear();
            _waiting.Clear();
            _isOver = true;
            return left;
        }
    }

    private async Task TellAsync()
    {
        while (UntilRest is var wait && wait > TimeSpan.Zero && !abandoned.IsCancellationRequested)
        {
            // A timer may be early by less than that.
            await Task.Delay(wait + TimerTolerance, _time, abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_gate)
        {
            _isTelling = false;
        }

        signals.TellWork();
    }

    private async Task ReleaseAsync(List<string> keys, CancellationToken stop)
    {
        try
        {
            // Not with the host's token: what is under way is awaited.
            var releasing = ledger.ReleaseAsync(keys, abandoned).AsTask();
            if (!releasing.IsCompleted)
            {
                // Some may be back before the others, and this process would be the first to take them again.
                Rest(stop);
            }

            await releasing.WaitAsync(abandoned).ConfigureAwait(false);
            Rest(stop);
            (_owesRest, _owesLongRest) = (false, false);
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
        bool isLeft;
        lock (_gate)
        {
            _isReleasing = false;
            isAgain = _waiting.Count > 0;
            isLeft = _left.Count > 0 && !_isTelling;
            _isTelling |= isLeft;
        }

        if (isLeft)
        {
            // Whoever told of them met this call.
            _ = TellAsync();
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
        await Task.Delay(delay, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Rest(CancellationToken stop)
    {
        if (_owesLongRest)
        {
            Volatile.Write(ref _restsFrom, _time.GetTimestamp());
        }

        if (_owesRest)
        {
            unfit.LeaveToOthers(stop);
        }
    }
}
