using SchemaSdk.Catalog.Prices;
using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Events;

/// <summary>A job as its observers see it, with what each of them keeps of it.</summary>
/// <remarks>
/// One event of it is told at a time. What observers run is the application's, and may wait for another thread that tells of the same job:
/// so no lock is held meanwhile, and what comes in between is told next.
/// </remarks>
internal abstract class ObservedJob
{
    private JobTelemetry? _telemetry;
    private Queue<JobEvent>? _next;
    private bool _isTold;

    internal abstract string ModelId { get; }

    /// <summary>Its id; empty before it is accepted.</summary>
    internal abstract string RequestId { get; }

    /// <summary>The job in its ledger; null if it has none.</summary>
    internal LedgerJob? Ledger { get; init; }

    /// <summary>True if a worker runs it, which reports what fails for all of its jobs at once.</summary>
    internal bool IsOfWorker { get; init; }

    /// <summary>Its price in US dollars, where the ledger needs it.</summary>
    internal decimal? PriceUsd { get; init; }

    /// <summary>Its key in the ledger, by which callers know it; null if it has none, or one that was made up for one call.</summary>
    internal abstract string? OwnKey { get; }

    /// <summary>True for a job that was attached to by its id, and not submitted here.</summary>
    internal abstract bool IsAttached { get; }

    /// <summary>True while somebody waits for it.</summary>
    internal abstract bool IsAwaited { get; }

    /// <summary>The time that its ledger has to take the line that it is being sent.</summary>
    internal TimeSpan LineTime { get; init; }

    /// <summary>The time since the submit, or since it was attached to.</summary>
    internal abstract TimeSpan Age { get; }

    /// <summary>True once its end was told, or that no job runs as far as is known.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Guards the order of its events, and what changes with them.</summary>
    internal object Gate { get; } = new();

    /// <summary>Takes the turn to tell an event of it. Call it under its lock, and tell <see cref="TakeNext"/> afterwards.</summary>
    /// <returns>False if another event is told right now.</returns>
    internal bool TryBeginTelling() => !_isTold && (_isTold = true);

    /// <summary>Leaves an event to the call that tells one right now. Call it under its lock.</summary>
    internal void TellNext(JobEvent told) => (_next ??= new Queue<JobEvent>()).Enqueue(told);

    /// <summary>Takes the event to tell next; null: there is none, and the turn is over.</summary>
    internal JobEvent? TakeNext()
    {
        lock (Gate)
        {
            _isTold = _next is { Count: > 0 };
            return _isTold ? _next!.Dequeue() : null;
        }
    }

    /// <summary>Tells of it; null: nobody listened when it began.</summary>
    internal JobTelemetry? Telemetry => Volatile.Read(ref _telemetry);

    /// <summary>The amount that it takes from the client's budget; null if it takes none.</summary>
    internal Reservation? Reservation { get; init; }

    /// <summary>The sample by which its model is learned; null if the job is not one.</summary>
    internal DurationSample? Sample { get; set; }

    /// <summary>Takes what tells of it, unless there is something that does.</summary>
    internal void TryListen(JobTelemetry telemetry) => Interlocked.CompareExchange(ref _telemetry, telemetry, null);
}
