namespace SchemaSdk.Jobs;

/// <summary>The place of a job in the scheduler.</summary>
internal enum PollPlace : byte
{
    /// <summary>It is not to be polled: no call waits for it, or all of them have reached their timeout.</summary>
    Idle,

    /// <summary>It waits for the time of its next poll.</summary>
    Waiting,

    /// <summary>It is due, and waits for the request budget and a place.</summary>
    Due,

    /// <summary>It is being polled.</summary>
    Asked,
}
