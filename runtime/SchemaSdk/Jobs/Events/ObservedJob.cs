using SchemaSdk.Catalog.Prices;
using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Events;

/// <summary>A job as its observers see it, with the data that each of them needs.</summary>
/// <remarks>
/// Its events are passed one at a time. Observers run code of the application, which may wait for another thread that passes an event of
/// the same job. So no lock is held during that, and events that come in between are passed next.
/// </remarks>
internal abstract class ObservedJob
{
    private JobTelemetry? _telemetry;
    private Queue<JobEvent>? _next;
    private bool _isTold;

    internal abstract string ModelId { get; }

    /// <summary>The request id; empty before the job is accepted.</summary>
    internal abstract string RequestId { get; }

    /// <summary>The job in its ledger; null if it has none.</summary>
    internal LedgerJob? Ledger { get; init; }

    /// <summary>True if a worker runs it, which reports failures that affect all of its jobs itself.</summary>
    internal bool IsOfWorker { get; init; }

    /// <summary>Its price in US dollars, if the ledger needs it.</summary>
    internal decimal? PriceUsd { get; init; }

    /// <summary>The key that the caller gave it in the ledger; null if it has none, or one that was made up for one call.</summary>
    internal abstract string? OwnKey { get; }

    /// <summary>True if the client attached to the job by its id and did not submit it.</summary>
    internal abstract bool IsAttached { get; }

    /// <summary>True while a caller waits for it.</summary>
    internal abstract bool IsAwaited { get; }

    /// <summary>The timeout for its ledger to record that it is being sent.</summary>
    internal TimeSpan LineTime { get; init; }

    /// <summary>The time since the submit, or since the client attached to it.</summary>
    internal abstract TimeSpan Age { get; }

    /// <summary>True once an event said that it has ended, or that no job is known to run.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Guards the order of its events, and what changes with them.</summary>
    internal object Gate { get; } = new();

    /// <summary>Takes the turn to pass an event. Call it under the lock, and <see cref="TakeNext"/> afterwards.</summary>
    /// <returns>False if another call is passing an event.</returns>
    internal bool TryBeginTelling() => !_isTold && (_isTold = true);

    /// <summary>Leaves an event to the call that is passing one. Call it under the lock.</summary>
    internal void TellNext(JobEvent told) => (_next ??= new Queue<JobEvent>()).Enqueue(told);

    /// <summary>Takes the next event to pass; null: there is none, and the turn is over.</summary>
    internal JobEvent? TakeNext()
    {
        lock (Gate)
        {
            _isTold = _next is { Count: > 0 };
            return _isTold ? _next!.Dequeue() : null;
        }
    }

    /// <summary>Its telemetry; null if nothing listened when it started.</summary>
    internal JobTelemetry? Telemetry => Volatile.Read(ref _telemetry);

    /// <summary>The amount that it reserves of the client's budget; null if it reserves none.</summary>
    internal Reservation? Reservation { get; init; }

    /// <summary>The sample from which the durations of its model are learned; null if there is none.</summary>
    internal DurationSample? Sample { get; set; }

    /// <summary>Sets its telemetry, unless it already has one.</summary>
    internal void TryListen(JobTelemetry telemetry) => Interlocked.CompareExchange(ref _telemetry, telemetry, null);
}
