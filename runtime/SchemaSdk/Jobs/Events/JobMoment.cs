namespace SchemaSdk.Jobs.Events;

/// <summary>The moments in the life of a job.</summary>
/// <remarks>
/// <see cref="Refused"/>, <see cref="Unknown"/> and <see cref="Ended"/> happen at most once, and end the job. Only
/// <see cref="Delivered"/>, <see cref="Left"/> and <see cref="CancelAnswered"/> come after them.
/// </remarks>
internal enum JobMoment
{
    /// <summary>It is to be submitted; nothing was sent.</summary>
    Intending,

    /// <summary>Nothing was sent, or the service refused it for now: it is sent again after a delay.</summary>
    Postponed,

    /// <summary>The service refused it for now: it is held back until another job has ended.</summary>
    HeldBack,

    /// <summary>The service has accepted it and given its request id.</summary>
    Accepted,

    /// <summary>The submit is over and nothing runs: it was refused, or nothing was sent.</summary>
    Refused,

    /// <summary>The submit is over and it is unknown whether it was accepted.</summary>
    Unknown,

    /// <summary>A caller started to wait for it.</summary>
    Awaited,

    /// <summary>It was read, and has not ended.</summary>
    Seen,

    /// <summary>A read of it failed. With a delay, the read is retried after that.</summary>
    ReadFailed,

    /// <summary>A caller asks the service to cancel it.</summary>
    CancelAsked,

    /// <summary>A request to cancel it failed and is retried.</summary>
    CancelFailed,

    /// <summary>The service has answered the cancel. Only <see cref="Ended"/> says how the job ends.</summary>
    CancelAnswered,

    /// <summary>It was read, and has ended.</summary>
    Ended,

    /// <summary>
    /// A waiter gets its result, or, if the job failed or was cancelled, the exception that says so.
    /// </summary>
    // A result that cannot be read is not delivered: the waiter gets an error, and a later wait may succeed.
    Delivered,

    /// <summary>A waiter leaves, with an error or without a result.</summary>
    Left,
}
