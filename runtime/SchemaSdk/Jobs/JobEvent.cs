using SchemaSdk.Http;

namespace SchemaSdk.Jobs;

/// <summary>An event in the life of a job.</summary>
/// <param name="Moment">The kind of it.</param>
/// <param name="Job">The job; it has no request id before it is accepted.</param>
internal readonly record struct JobEvent(JobMoment Moment, JobCore Job)
{
    /// <summary>The status that says so; null if no status does.</summary>
    internal JobStatus? Status { get; init; }

    /// <summary>The answer that says so; null if no answer to a read does.</summary>
    internal ApiAnswer? Answer { get; init; }

    /// <summary>The error that the caller gets; null if there is none, or if the caller gets the result.</summary>
    internal Exception? Error { get; init; }

    /// <summary>The last attempt of the submit; null if there was none.</summary>
    internal SubmitAttempt? Attempt { get; init; }

    /// <summary>The duration of the submit, not counting the waits for a place and for a turn.</summary>
    internal TimeSpan Elapsed { get; init; }
}
