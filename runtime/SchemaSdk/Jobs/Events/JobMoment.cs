namespace SchemaSdk.Jobs.Events;

/// <summary>The moments in the life of a job.</summary>
/// <remarks>
/// <see cref="Refused"/>, <see cref="Unknown"/> and <see cref="Ended"/> are told once at most, and are the last that is told of where a
/// job stands. Only <see cref="Delivered"/>, <see cref="Left"/> and <see cref="CancelAnswered"/> come after an end.
/// </remarks>
internal enum JobMoment
{
    /// <summary>It is to be submitted: nothing has left.</summary>
    Intending,

    /// <summary>Not a byte of it has left, or the service refused it for now: after a delay it is sent again.</summary>
    Postponed,

    /// <summary>The service refused it for now: it is held back until one of the others has ended.</summary>
    HeldBack,

    /// <summary>The service has accepted it, and it has its id.</summary>
    Accepted,

    /// <summary>The submit is over and nothing runs: it was refused, or not a byte of it has left.</summary>
    Refused,

    /// <summary>The submit is over and nobody knows whether it was accepted.</summary>
    Unknown,

    /// <summary>Somebody waits for it.</summary>
    Awaited,

    /// <summary>It was seen, and has not ended.</summary>
    Seen,

    /// <summary>A read of it told nothing. With a delay, it is made again after that.</summary>
    ReadFailed,

    /// <summary>Somebody asks the service to cancel it.</summary>
    CancelAsked,

    /// <summary>A request to cancel it told nothing, and is made again.</summary>
    CancelFailed,

    /// <summary>The service has said what came of the cancel. How the job ends, only <see cref="Ended"/> says.</summary>
    CancelAnswered,

    /// <summary>It was seen to have ended.</summary>
    Ended,

    /// <summary>
    /// Somebody who waited gets its result, which was read, or, if it failed or was cancelled, the exception that says so.
    /// </summary>
    // A result that cannot be read is not delivered: whoever waits leaves with an error, and may take it up again.
    Delivered,

    /// <summary>Somebody waits no longer, with an error or with nothing.</summary>
    Left,
}
