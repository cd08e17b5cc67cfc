using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Events;

/// <summary>A job as its observers see it, with the data that each of them needs.</summary>
/// <remarks>
/// Its events are passed on one at a time. An observer runs application code, which may wait for another thread that reports an event of
/// the same job. So no lock is held while observers run, and events that are reported meanwhile are queued.
/// </remarks>
internal abstract class ObservedJob
{
    private JobTelemetry? _telemetry;
    private Queue<JobEvent>? _next;
    private bool _isTold;

    internal abstract string ModelId { get; }

    /// <summary>The request id; empty before the job is accepted.</summary>
    internal abstract string RequestId { get; }

    /// <summary>The job in its ledger; null if there is no ledger.</summary>
    internal LedgerJob? Ledger { get; init; }

    /// <summary>The context that decides the token of the job's requests; null for the client's own token.</summary>
    internal TokenContext? Account { get; init; }

    /// <summary>True if a worker runs the job. A worker itself reports failures that affect all of its jobs.</summary>
    internal bool IsOfWorker { get; init; }

    /// <summary>The price in US dollars; null unless the ledger needs it.</summary>
    internal decimal? PriceUsd { get; init; }

    /// <summary>The key that the caller gave the job in the ledger; null if there is none or it was generated.</summary>
    internal abstract string? OwnKey { get; }

    /// <summary>True if the client attached to the job by its request id and did not submit it.</summary>
    internal abstract bool IsAttached { get; }

    /// <summary>True while a caller waits for the job.</summary>
    internal abstract bool IsAwaited { get; }

    /// <summary>How long to wait for the ledger to record that the job is being sent.</summary>
    internal TimeSpan LineTime { get; init; }

    /// <summary>The time since the submit, or since the client attached to the job.</summary>
    internal abstract TimeSpan Age { get; }

    /// <summary>True once an event said that the job has ended, was refused, or has an unknown outcome.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Guards the order of the job's events and the state that changes with them.</summary>
    internal object Gate { get; } = new();

    /// <summary>
    /// Takes the turn to pass events on. Hold <see cref="Gate"/> during the call, and call <see cref="TakeNext"/> afterwards.
    /// </summary>
    /// <returns>False if another call has the turn.</returns>
    internal bool TryBeginTelling() => !_isTold && (_isTold = true);

    /// <summary>Queues an event for the call that has the turn. Hold <see cref="Gate"/> during the call.</summary>
    internal void TellNext(JobEvent told) => (_next ??= new Queue<JobEvent>()).Enqueue(told);

    /// <summary>Takes the next queued event; null if there is none, which ends the turn.</summary>
    internal JobEvent? TakeNext()
    {
        lock (Gate)
        {
            _isTold = _next is { Count: > 0 };
            return _isTold ? _next!.Dequeue() : null;
        }
    }

    /// <summary>The telemetry of the job; null if nothing listened when the job started.</summary>
    internal JobTelemetry? Telemetry => Volatile.Read(ref _telemetry);

    /// <summary>The sample from which the durations of the model are learned; null if there is none.</summary>
    internal DurationSample? Sample { get; set; }

    /// <summary>Sets the telemetry, unless it is already set.</summary>
    internal void TryListen(JobTelemetry telemetry) => Interlocked.CompareExchange(ref _telemetry, telemetry, null);
}
