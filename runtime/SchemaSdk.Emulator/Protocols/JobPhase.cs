namespace SchemaSdk.Emulation;

/// <summary>The phase of an emulated job. A protocol maps it to the status names of its service.</summary>
public enum JobPhase
{
    /// <summary>The job is waiting in the queue.</summary>
    InQueue,

    /// <summary>The job is running.</summary>
    InProgress,

    /// <summary>The job has an output.</summary>
    Succeeded,

    /// <summary>The job has an error.</summary>
    Failed,

    /// <summary>The job was cancelled.</summary>
    Cancelled,
}
