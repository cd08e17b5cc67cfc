namespace SchemaSdk.Jobs;

/// <summary>The place of a job in the scheduler.</summary>
internal enum PollPlace : byte
{
    /// <summary>It is not to be polled: no call waits for it, or the time of all of them is up.</summary>
    Idle,

    /// <summary>It waits for the time of its next poll.</summary>
    Waiting,

    /// <summary>Due, and in line for the request budget and for a place.</summary>
    Due,

    /// <summary>It is asked for.</summary>
    Asked,
}
