namespace SchemaSdk.Jobs.Polling;

/// <summary>One attempt after the other of a worker: what ends it, and whether it has a place among all requests.</summary>
internal sealed class PollTurn(TimeProvider time, IPollAllowance allowance)
{
    private readonly object _gate = new();

    // The job of the request in flight, and what ends that. It is kept for the next request while it has ended none.
    private PolledJob? _job;
    private CancellationTokenSource? _time;

    /// <summary>True while its place is its own: code that runs within a request may give it up.</summary>
    internal bool HasPlace { get; set; }

    /// <summary>Begins an attempt, which can be aborted from now on.</summary>
    internal void Begin(PolledJob job)
    {
        lock (_gate)
        {
            _job = job;
            _time ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }
    }

    /// <summary>Limits the attempt.</summary>
    /// <returns>Cancelled when it is aborted or its time is up.</returns>
    internal CancellationToken Limit(TimeSpan timeout)
    {
        CancellationTokenSource? limited;
        lock (_gate)
        {
            limited = _time;
        }

        limited?.CancelAfter(timeout);
        return limited?.Token ?? new CancellationToken(canceled: true);
    }

    /// <summary>The attempt has been answered, or its time is up.</summary>
    /// <returns>False if it was aborted, and nobody waits for it any more.</returns>
    internal bool TryEnd()
    {
        lock (_gate)
        {
            _job = null;
            return _time is not null;
        }
    }

    /// <summary>
    /// The attempt is over. What ends it is kept for the next, if it can still not end that: neither by its time, nor by an abort.
    /// </summary>
    // TryReset also lets go of what handlers of the application registered for this request. It refuses clocks other than the system's.
    internal void End()
    {
        CancellationTokenSource? spent;
        lock (_gate)
        {
            _job = null;
            spent = _time;
            _time = spent?.TryReset() == true ? spent : null;
        }

        if (_time is null)
        {
            spent?.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the request in flight if it is one for this job; null ends any request.</summary>
    internal void Abort(PolledJob? job)
    {
        CancellationTokenSource? aborted;
        lock (_gate)
        {
            if (_job is null || (job is not null && job != _job))
            {
                return;
            }

            (aborted, _time, _job) = (_time, null, null);
        }

        if (aborted is not null)
        {
            allowance.CancelAside(aborted);
        }
    }
}
