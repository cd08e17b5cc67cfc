namespace SchemaSdk.Emulation.Jobs;

/// <summary>The phase of a job. The protocol class maps it to the status names of the service.</summary>
internal enum JobPhase
{
    InQueue,
    InProgress,
    Succeeded,
    Failed,
    Cancelled,
}
