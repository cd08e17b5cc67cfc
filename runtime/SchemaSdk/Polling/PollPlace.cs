namespace SchemaSdk.Polling;

/// <summary>Where a job is in the scheduler.</summary>
internal enum PollPlace
{
    /// <summary>Nobody waits for it, so it is not polled.</summary>
    Idle,

    /// <summary>In the timer wheel.</summary>
    Waiting,

    /// <summary>Due, and in line for the request budget and for a worker.</summary>
    Due,

    /// <summary>A worker asks for it.</summary>
    Asked,
}
