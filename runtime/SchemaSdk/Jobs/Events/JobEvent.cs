namespace SchemaSdk.Jobs.Events;

/// <summary>Something that happened to a job.</summary>
// Delay: the time until the next attempt; null after the last one.
// Attempt: for a submit, the last attempt, empty if none has ended; for a read or a cancel, the attempt that failed.
// Elapsed: for a submit, its duration without waits for a slot or in a queue; for a status, the job's age when it was first reported.
// Running: the number of jobs that run while this job is held back, over all RunManyAsync calls of the client.
internal readonly record struct JobEvent(
    JobMoment Moment, ObservedJob Job, JobStatus? Status = null, ApiAnswer? Answer = null, Exception? Error = null,
    ApiAttempt? Attempt = null, SubmitMeaning? Meaning = null, TimeSpan Elapsed = default, TimeSpan? Delay = null,
    string? Call = null, int Running = 0, CancelOutcome? Outcome = null);

/// <summary>The kinds of events in the life of a job.</summary>
// A job has at most one of the events Refused, Unknown and Ended. Only Delivered, Left and CancelAnswered can follow that event.
internal enum JobMoment
{
    Intending,        // the job is about to be submitted; nothing has been sent
    Postponed,        // nothing was sent, or the service temporarily refused the job; the submit is retried after a delay
    HeldBack,         // the service temporarily refused the job; it is held back until another job has ended
    Accepted,         // the service accepted the job and gave its request id
    Refused,          // the submit is over and started no job: the service refused it, or nothing was sent
    Unknown,          // the submit is over, and it is unknown whether the service accepted the job
    Awaited,          // a caller started to wait for the job
    Seen,             // a read showed that the job has not ended
    ReadFailed,       // a read of the job failed; if the event has a delay, the read is retried after that delay
    CancelFailed,     // a request to cancel the job failed and is retried
    CancelAnswered,   // the service answered the cancel; only Ended says how the job ended
    Ended,            // a read showed that the job has ended

    // A waiter gets the result, or the exception for a job that failed or was cancelled. A result that cannot be read is not delivered.
    Delivered,
    Left,             // a waiter stops waiting, with an error or without a result
}
