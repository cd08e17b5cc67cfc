namespace SchemaSdk.MassTransit.Messages;

/// <summary>Remembers that the broker has confirmed no message about a job for a minute, until it confirms one.</summary>
internal sealed class BrokerTrouble(IModelJobs jobs)
{
    // Longer than a broker needs to come back.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = jobs.Ledger.Options.TimeProvider;
    private readonly object _gate = new();
    private long? _since;
    private Exception? _last;

    /// <summary>The last failure; null if there was none for a minute, or if the broker has confirmed a message since.</summary>
    internal Exception? Last => Volatile.Read(ref _last);

    internal void Begin(Exception failure)
    {
        lock (_gate)
        {
            _since ??= _time.GetTimestamp();
            if (_time.GetElapsedTime(_since.Value) >= Moment)
            {
                Volatile.Write(ref _last, failure);
            }
        }
    }

    internal void End()
    {
        lock (_gate)
        {
            _since = null;
            Volatile.Write(ref _last, null);
        }
    }
}
