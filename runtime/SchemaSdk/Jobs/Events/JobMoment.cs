namespace SchemaSdk.Jobs.Events;

/// <summary>The moments in the life of a job.</summary>
// Refused, Unknown and Ended happen at most once, and end the job. Only Delivered, Left and CancelAnswered come after them.
internal enum JobMoment
{
    /// <summary>The job is about to be submitted; nothing was sent.</summary>
    Intending,

    /// <summary>Nothing was sent, or the service did not accept the job for now. The job is sent again after a delay.</summary>
    Postponed,

    /// <summary>The service did not accept the job for now. The job is held back until another one has ended.</summary>
    HeldBack,

    /// <summary>The service accepted the job and gave its request id.</summary>
    Accepted,

    /// <summary>The submit is over and nothing runs: the service refused the job, or nothing was sent.</summary>
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
    // A result that cannot be read is not delivered: the waiter gets an error, and a later wait may succeed.
    Delivered,

    /// <summary>A waiter stops waiting, with an error or without a result.</summary>
    Left,
}
