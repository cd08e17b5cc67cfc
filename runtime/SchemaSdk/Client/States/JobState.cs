namespace SchemaSdk;

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>
    /// The service said something this client does not know; <see cref="JobStatus.StateText"/> has its words. The job goes on.
    /// </summary>
    Unknown,

    /// <summary>It waits for its turn, and can still be cancelled.</summary>
    InQueue,

    /// <summary>It runs, and is billed.</summary>
    InProgress,

    /// <summary>It ended with an output.</summary>
    Succeeded,

    /// <summary>It ended without one.</summary>
    Failed,

    /// <summary>It was cancelled at the service before it ran.</summary>
    Canceled,
}
