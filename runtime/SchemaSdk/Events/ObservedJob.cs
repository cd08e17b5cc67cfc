using SchemaSdk.Polling;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Events;

/// <summary>A job as its observers see it, with what each of them keeps of it.</summary>
/// <remarks>Its events are told under its lock.</remarks>
internal abstract class ObservedJob
{
    private JobTelemetry? _telemetry;

    internal abstract string ModelId { get; }

    /// <summary>Its id; empty before it is accepted.</summary>
    internal abstract string RequestId { get; }

    /// <summary>True for a job that was attached to by its id, and not submitted here.</summary>
    internal abstract bool IsAttached { get; }

    /// <summary>The time since the submit, or since it was attached to.</summary>
    internal abstract TimeSpan Age { get; }

    /// <summary>True once its end was told, or that there is no job as far as is known.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Tells of it; null: nobody listened when it began.</summary>
    internal JobTelemetry? Telemetry => Volatile.Read(ref _telemetry);

    /// <summary>The amount that it takes from the client's budget; null if it takes none.</summary>
    internal IReservation? Reservation { get; init; }

    /// <summary>The sample by which its model is learned; null: it is none.</summary>
    internal DurationSample? Sample { get; set; }

    /// <summary>Takes what tells of it, unless there is something that does.</summary>
    internal void TryListen(JobTelemetry telemetry) => Interlocked.CompareExchange(ref _telemetry, telemetry, null);
}
