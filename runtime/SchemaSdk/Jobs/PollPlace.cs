namespace SchemaSdk.Jobs;

/// <summary>The place of a job in the scheduler.</summary>
internal enum PollPlace : byte
{
    /// <summary>No call waits for it, so it is not polled.</summary>
    Idle,

    /// <summary>It waits for the time of its next poll.</summary>
    Waiting,

    /// <summary>Due, and in line for the request budget and for a place.</summary>
    Due,

    /// <summary>It is asked for.</summary>
    Asked,
}
