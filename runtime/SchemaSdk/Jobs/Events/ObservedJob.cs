namespace SchemaSdk.Jobs.Events;

/// <summary>A job, with the data that its observers need.</summary>
// Observers run application code, which may wait for a thread that reports another event for the same job. Observers therefore run
// outside the lock, and other events are queued meanwhile.
internal abstract class ObservedJob(JobKey key, bool hasOwnKey, bool isOfWorker, JobEvents events, TimeProvider time) : IJobObserver
{
    private readonly object _gate = new();
    private Queue<JobEvent>? _next;
    private bool _isTelling;

    /// <summary>The ids and links from which the addresses of the job are built.</summary>
    internal JobKey Key { get; private protected set; } = key;

    internal string ModelId => Key.ModelId;

    /// <summary>The request id; empty before the job is accepted.</summary>
    internal string RequestId => Key.RequestId;

    /// <summary>True if the job had already been submitted when this object was created.</summary>
    internal bool IsAttached { get; } = key.RequestId.Length > 0;

    internal LedgerJob? Ledger { get; init; }

    /// <summary>The key that the caller gave the job in the ledger; null if the ledger generated it or the job has none.</summary>
    // An attached job with a ledger was resumed from that ledger, so its key can be used to resume it again.
    internal string? OwnKey => hasOwnKey || IsAttached ? Ledger?.Key : null;

    /// <summary>The context that determines the token of the job's requests; null if they use the client's own token.</summary>
    internal TokenContext? Account { get; init; }

    /// <summary>True if a worker runs the job. A failure affecting all of the worker's jobs is logged once, not for each job.</summary>
    internal bool IsOfWorker => isOfWorker;

    /// <summary>The price in US dollars; null unless the ledger or a limit needs it.</summary>
    internal decimal? PriceUsd { get; private protected set; }

    /// <summary>The hash of the input after its files were stored. Null without a ledger or files, or if a file was not stored.</summary>
    internal string? SentHash { get; set; }

    /// <summary>The maximum time to wait for the ledger to record that the job is being sent.</summary>
    internal TimeSpan RecordTime { get; set; }

    internal abstract bool IsAwaited { get; }

    /// <summary>The time since the submit, or since the client attached to the job.</summary>
    internal TimeSpan Age => time.GetElapsedTime(Start);

    // Needs no lock: only observers set it, and the observers of a job run one at a time.
    internal JobTelemetry? Telemetry { get; set; }

    /// <summary>True once an event has reported that the job ended, was refused, or has an unknown outcome.</summary>
    private protected bool IsOver { get; set; }

    private protected long Start { get; set; } = time.GetTimestamp();

    /// <summary>Passes on an event after the job's earlier events. Returns false for an event that must not follow the job's end.</summary>
    internal bool Tell(in JobEvent told)
    {
        lock (_gate)
        {
            if (IsOver && told.Moment is not (JobMoment.Delivered or JobMoment.Left or JobMoment.CancelAnswered))
            {
                return false;
            }

            IsOver |= told.Moment is JobMoment.Refused or JobMoment.Unknown or JobMoment.Ended;
            if (told.Moment == JobMoment.Ended)
            {
                SetEnd(told);
            }

            if (_isTelling)
            {
                // The call that is passing on an earlier event passes on this one too.
                (_next ??= new Queue<JobEvent>()).Enqueue(told);
                return true;
            }

            _isTelling = true;
        }

        for (JobEvent? next = told; next is { } passed; next = TakeNext())
        {
            events.Pass(passed);
        }

        return true;
    }

    public abstract void Heard(in JobEvent told);

    // Called inside the lock, because a caller that saw the end early could report an event before the end's event.
    private protected abstract void SetEnd(in JobEvent ended);

    private JobEvent? TakeNext()
    {
        lock (_gate)
        {
            _isTelling = _next is { Count: > 0 };
            return _isTelling ? _next!.Dequeue() : null;
        }
    }
}
