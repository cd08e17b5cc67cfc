namespace SchemaSdk.MassTransit.Messages;

/// <summary>
/// Remembers that confirmations of the broker did not come for a minute, with none that came in between. A bus that has lost its channel
/// for good looks healthy to itself; what it throws, it knows of.
/// </summary>
internal sealed class BrokerTrouble(IModelJobs jobs)
{
    // Longer than a broker needs to come back.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // Two of the longest pauses of the worker: without a message since, nobody knows any more.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = jobs.Ledger.Options.TimeProvider;
    private readonly object _gate = new();
    private long? _since;
    private long _lastAt;
    private TimeoutException? _last;

    /// <summary>The last confirmation that did not come; null if that is over, or has not lasted for a minute.</summary>
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

    /// <summary>A confirmation did not come.</summary>
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

    /// <summary>A confirmation came.</summary>
    internal void End()
    {
        lock (_gate)
        {
            (_since, _last) = (null, null);
        }
    }
}
