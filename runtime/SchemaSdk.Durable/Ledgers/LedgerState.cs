namespace SchemaSdk;

/// <summary>The state of a job in a <see cref="JobLedger"/>: how far it had come when its last line was recorded.</summary>
public enum LedgerState
{
    /// <summary>It is to be submitted. Nothing was sent: nothing runs.</summary>
    Intended,

    /// <summary>Its input is being sent, or was when the process ended: it may be running and billed.</summary>
    Sending,

    /// <summary>The service accepted it, and its id is known.</summary>
    Accepted,

    /// <summary>The service refused it, or not a byte of it has left: nothing runs, and the same key may be submitted again.</summary>
    Refused,

    /// <summary>It was sent, and whether it was accepted is not known. It is never sent again.</summary>
    Unknown,

    /// <summary>It has ended at the service, and its answer is kept, unless that is too large.</summary>
    Ended,

    /// <summary>It has ended, and its result was delivered.</summary>
    Delivered,
}
