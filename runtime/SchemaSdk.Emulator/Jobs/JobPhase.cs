namespace SchemaSdk.Emulation.Jobs;

/// <summary>The phase of a job. The protocol has the words of the service for it.</summary>
internal enum JobPhase
{
    InQueue,
    InProgress,
    Succeeded,
    Failed,
    Cancelled,
}
