namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Detects that the broker confirms no messages: for at least a minute, every wait for a confirmation has timed out. A bus that has
/// permanently lost its channel does not notice the loss, and reports itself as healthy. Exceptions from the bus do not count, because the
/// bus reports them itself.
/// </summary>
internal sealed class BrokerTrouble(IModelJobs jobs)
{
    // A broker that recovers by itself usually does so sooner.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // Twice the worker's longest pause. If no message was published in that time, the broker may have recovered.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = jobs.Ledger.Options.TimeProvider;
    private readonly object _gate = new();
    private long? _since;
    private long _lastAt;
    private TimeoutException? _last;

    /// <summary>The last timeout of a confirmation; null unless all confirmations have been timing out for at least a minute.</summary>
    internal TimeoutException? Last
    {
        get
        {
            lock (_gate)
            {
                return IsForgotten ? null : _last;
            }
        }
    }

    private bool IsForgotten => _time.GetElapsedTime(_lastAt) >= Memory;

    /// <summary>Records that a confirmation timed out.</summary>
    internal void Begin(TimeoutException late)
    {
        lock (_gate)
        {
            if (IsForgotten)
            {
                (_since, _last) = (null, null);
            }

            _lastAt = _time.GetTimestamp();
            _since ??= _lastAt;
            _last = _time.GetElapsedTime(_since.Value) >= Moment ? late : null;
        }
    }

    /// <summary>Records that a confirmation arrived.</summary>
    internal void End()
    {
        lock (_gate)
        {
            (_since, _last) = (null, null);
        }
    }
}
