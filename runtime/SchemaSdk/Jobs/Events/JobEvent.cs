using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs.Events;

/// <summary>An event in the life of a job.</summary>
/// <param name="Moment">The kind of event.</param>
/// <param name="Job">The job; it has no request id before it is accepted.</param>
internal readonly record struct JobEvent(JobMoment Moment, ObservedJob Job)
{
    /// <summary>The status after the event; null if there is none.</summary>
    internal JobStatus? Status { get; init; }

    /// <summary>The answer with that status; null if the status is not from an answer to a read.</summary>
    internal ApiAnswer? Answer { get; init; }

    /// <summary>The error that the caller gets; null if there is none, or if the caller gets the result.</summary>
    internal Exception? Error { get; init; }

    /// <summary>The attempt of the submit, or of the read that failed; null if there was none.</summary>
    internal ApiAttempt? Attempt { get; init; }

    /// <summary>The meaning of that attempt for the submit; null: it was not a submit.</summary>
    internal SubmitMeaning? Meaning { get; init; }

    /// <summary>
    /// For a submit: how long it took, without the waits for a place and for a turn. For a status: the age of the job when the service
    /// first reported it.
    /// </summary>
    internal TimeSpan Elapsed { get; init; }

    /// <summary>The time until the next attempt; null if there is none.</summary>
    internal TimeSpan? Delay { get; init; }

    /// <summary>The telemetry name of the call that failed; null if none failed.</summary>
    internal string? Call { get; init; }

    /// <summary>The number of jobs of all <c>RunManyAsync</c> of the client that run while this one is held back.</summary>
    internal int Running { get; init; }

    /// <summary>The answer to a cancel; null if none was requested, or no answer came.</summary>
    internal CancelOutcome? Outcome { get; init; }
}
