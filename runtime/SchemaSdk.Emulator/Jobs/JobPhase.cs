namespace SchemaSdk.Emulation.Jobs;

/// <summary>The phase of a job. The protocol knows the service's word for it.</summary>
internal enum JobPhase
{
    InQueue,
    InProgress,
    Succeeded,
    Failed,
    Cancelled,
}
