namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Remembers that, for a minute, every confirmation of the broker timed out. A bus that has lost its channel for good does not notice this
/// and reports itself as healthy. Failures that the bus throws need not be remembered, because the bus reports them itself.
/// </summary>
internal sealed class BrokerTrouble(IModelJobs jobs)
{
    // If every confirmation times out for this long, it counts as trouble. A broker that recovers does so sooner.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // This is twice the longest pause of the worker. If no message was published in that time, it is unknown whether the trouble is over.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = jobs.Ledger.Options.TimeProvider;
    private readonly object _gate = new();
    private long? _since;
    private long _lastAt;
    private TimeoutException? _last;

    /// <summary>The last timeout of a confirmation; null if the trouble is over or has not lasted for a minute.</summary>
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
