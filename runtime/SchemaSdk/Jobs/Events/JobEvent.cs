namespace SchemaSdk.Jobs.Events;

/// <summary>Something that happened to a job.</summary>
// Status: the status of the job after the event, if the event has one.
// Answer: the answer that reported the status; null if the status does not come from a read.
// Error: the exception that the caller gets; null if it gets none.
// Attempt: the last attempt of the submit, empty if none ended; for a read or a cancel, the attempt that failed; otherwise null.
// Meaning: what the attempt means for the submit; null for an event without a submit.
// Elapsed: for a submit, its duration without the waits for a request slot and for the queue of RunManyAsync; for a status, the age of
// the job when the status was first reported.
// Delay: the time until the next attempt; null after the last one.
// Call: the telemetry name of the failed call; null if none failed.
// Running: the number of jobs that are running while this job is held back, counted over all of the client's RunManyAsync calls.
// Outcome: the answer to a cancel; null if no cancel was requested, or no answer came.
internal readonly record struct JobEvent(
    JobMoment Moment, ObservedJob Job, JobStatus? Status = null, ApiAnswer? Answer = null, Exception? Error = null,
    ApiAttempt? Attempt = null, SubmitMeaning? Meaning = null, TimeSpan Elapsed = default, TimeSpan? Delay = null,
    string? Call = null, int Running = 0, CancelOutcome? Outcome = null);

/// <summary>The kinds of events in the life of a job.</summary>
// Refused, Unknown and Ended happen at most once, and end the job. Only Delivered, Left and CancelAnswered come after them.
internal enum JobMoment
{
    /// <summary>The job is about to be submitted; nothing was sent.</summary>
    Intending,

    /// <summary>Nothing was sent, or the service temporarily refused the job. The job is sent again after a delay.</summary>
    Postponed,

    /// <summary>The service temporarily refused the job. The job is held back until another job has ended.</summary>
    HeldBack,

    /// <summary>The service accepted the job and gave its request id.</summary>
    Accepted,

    /// <summary>The submit is over and started no job. The service refused it, or nothing was sent.</summary>
    Refused,

    /// <summary>The submit is over, and it is unknown whether the service accepted the job.</summary>
    Unknown,

    /// <summary>A caller started to wait for the job.</summary>
    Awaited,

    /// <summary>A read showed that the job has not ended.</summary>
    Seen,

    /// <summary>A read of the job failed. If the event has a delay, the read is retried after that delay.</summary>
    ReadFailed,

    /// <summary>A request to cancel the job failed and is retried.</summary>
    CancelFailed,

    /// <summary>The service answered the cancel. Only <see cref="Ended"/> says how the job ended.</summary>
    CancelAnswered,

    /// <summary>A read showed that the job has ended.</summary>
    Ended,

    /// <summary>A waiter gets the result, or the exception for a job that failed or was cancelled.</summary>
    // A result that cannot be read is not delivered. The waiter gets an error, and a later wait may succeed.
    Delivered,

    /// <summary>A waiter stops waiting, with an error or without a result.</summary>
    Left,
}
