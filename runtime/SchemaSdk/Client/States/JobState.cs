namespace SchemaSdk;

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>
    /// The service wrote a status that this client does not know; <see cref="JobStatus.StateText"/> has it. The job continues.
    /// </summary>
    Unknown,

    /// <summary>It waits in the queue and can still be cancelled.</summary>
    InQueue,

    /// <summary>It runs and is charged.</summary>
    InProgress,

    /// <summary>It ended with an output.</summary>
    Succeeded,

    /// <summary>It ended without an output.</summary>
    Failed,

    /// <summary>It was cancelled at the service before it ran.</summary>
    Canceled,
}
