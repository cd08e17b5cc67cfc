using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs.Events;

/// <summary>An event in the life of a job.</summary>
/// <param name="Moment">The kind of it.</param>
/// <param name="Job">The job; it has no request id before it is accepted.</param>
internal readonly record struct JobEvent(JobMoment Moment, ObservedJob Job)
{
    /// <summary>The status that says so; null if no status does.</summary>
    internal JobStatus? Status { get; init; }

    /// <summary>The answer that has that status; null if no answer to a read does.</summary>
    internal ApiAnswer? Answer { get; init; }

    /// <summary>The error that the caller gets; null if there is none, or if the caller gets the result.</summary>
    internal Exception? Error { get; init; }

    /// <summary>The attempt of the submit, or of the read that failed; null if there was none.</summary>
    internal ApiAttempt? Attempt { get; init; }

    /// <summary>The meaning of that attempt for the submit; null: it was no submit.</summary>
    internal SubmitMeaning? Meaning { get; init; }

    /// <summary>
    /// Of a submit: how long it took, without the waits for a place and for a turn. Of what was seen: the age of the job when the service
    /// first said so.
    /// </summary>
    internal TimeSpan Elapsed { get; init; }

    /// <summary>The time until it is tried again; null if it is not.</summary>
    internal TimeSpan? Delay { get; init; }

    /// <summary>The call that failed, as telemetry names it; null if none did.</summary>
    internal string? Call { get; init; }

    /// <summary>The number of jobs of all <c>RunManyAsync</c> of the client that run while this one is held back.</summary>
    internal int Running { get; init; }

    /// <summary>The answer to a cancel; null if none was asked for, or none has come.</summary>
    internal CancelOutcome? Outcome { get; init; }
}
