namespace SchemaSdk;

/// <summary>The state of a job in a <see cref="JobLedger"/>, as of its last recorded step.</summary>
public enum LedgerState
{
    /// <summary>The job is to be submitted. Nothing was sent, so it is not running.</summary>
    Intended,

    /// <summary>The job is being sent, or was being sent when its process ended. It may be running and charged.</summary>
    Sending,

    /// <summary>The service accepted the job, and its request id is known.</summary>
    Accepted,

    /// <summary>The service refused the job, or nothing was sent. The job is not running, and its key may be submitted again.</summary>
    Refused,

    /// <summary>The job was sent, but it is not known whether it was accepted. It may be sent again only if settled as refused.</summary>
    Unknown,

    /// <summary>The job has ended at the service. Its result is kept unless it is too large.</summary>
    Ended,

    /// <summary>The job has ended, and its result was delivered.</summary>
    Delivered,
}
