namespace SchemaSdk.Jobs;

/// <summary>The moments in the life of a job.</summary>
internal enum JobMoment
{
    /// <summary>It is to be submitted: nothing has left. Awaited, and can be refused by whoever hears it.</summary>
    Intending,

    /// <summary>Its input is to be sent: not a byte has left, or it was refused for now. Awaited, and can be refused.</summary>
    Sending,

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

    /// <summary>It was seen to have ended.</summary>
    Ended,

    /// <summary>Its result, or the exception in place of one, is given to somebody who waited.</summary>
    Delivered,

    /// <summary>Somebody waits no longer, and the job has not ended as far as they know.</summary>
    Left,
}
