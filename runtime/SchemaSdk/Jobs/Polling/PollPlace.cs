namespace SchemaSdk.Jobs.Polling;

/// <summary>The place of a job in the scheduler.</summary>
internal enum PollPlace : byte
{
    /// <summary>Nobody waits for it, so it is not polled.</summary>
    Idle,

    /// <summary>In the timer wheel.</summary>
    Waiting,

    /// <summary>Due, and in line for the request budget and for a worker.</summary>
    Due,

    /// <summary>Its time is up, and it is in line for a worker that takes a last look.</summary>
    LastLook,

    /// <summary>A worker asks for it.</summary>
    Asked,
}
