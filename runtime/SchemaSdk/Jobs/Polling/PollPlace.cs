namespace SchemaSdk.Jobs.Polling;

/// <summary>The place of a job in the scheduler.</summary>
internal enum PollPlace : byte
{
    /// <summary>Nobody waits for it, so it is not polled.</summary>
    Idle,

    /// <summary>It waits for the time of its next poll.</summary>
    Waiting,

    /// <summary>Due, and in line for the request budget and for a place.</summary>
    Due,

    /// <summary>Its time is up, and it is in line for a last look.</summary>
    LastLook,

    /// <summary>It is asked for.</summary>
    Asked,
}
