namespace SchemaSdk;

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>
    /// The service reported a status that this client does not know; <see cref="JobStatus.StateText"/> contains it. The job continues.
    /// </summary>
    Unknown,

    /// <summary>The job waits in the queue and can still be cancelled.</summary>
    InQueue,

    /// <summary>The job runs and is charged.</summary>
    InProgress,

    /// <summary>The job ended with an output.</summary>
    Succeeded,

    /// <summary>The job ended without an output.</summary>
    Failed,

    /// <summary>The job was cancelled at the service before it ran.</summary>
    Canceled,
}
