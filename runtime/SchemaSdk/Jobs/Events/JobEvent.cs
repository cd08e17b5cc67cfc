using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs.Events;

internal readonly record struct JobEvent(JobMoment Moment, ObservedJob Job)
{
    /// <summary>The status of the job after the event; null if there is none.</summary>
    internal JobStatus? Status { get; init; }

    /// <summary>The answer that reported the status; null if the status does not come from a read.</summary>
    internal ApiAnswer? Answer { get; init; }

    /// <summary>The exception that the caller gets; null if it gets none.</summary>
    internal Exception? Error { get; init; }

    /// <summary>The attempt of the submit, or the failed attempt of a read or cancel; null if there was none.</summary>
    internal ApiAttempt? Attempt { get; init; }

    /// <summary>What the attempt means for the submit; null if it was not a submit.</summary>
    internal SubmitMeaning? Meaning { get; init; }

    // For a submit: its duration without the waits for a slot and for a turn. For a status: the age of the job when it was first reported.
    internal TimeSpan Elapsed { get; init; }

    /// <summary>The time until the next attempt; null if there is none.</summary>
    internal TimeSpan? Delay { get; init; }

    /// <summary>The telemetry name of the failed call; null if none failed.</summary>
    internal string? Call { get; init; }

    /// <summary>How many jobs of all <c>RunManyAsync</c> calls of the client run while this job is held back.</summary>
    internal int Running { get; init; }

    /// <summary>The answer to a cancel; null if no cancel was requested, or no answer came.</summary>
    internal CancelOutcome? Outcome { get; init; }
}
