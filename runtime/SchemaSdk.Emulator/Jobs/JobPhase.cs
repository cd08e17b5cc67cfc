namespace SchemaSdk.Emulation.Jobs;

/// <summary>Where a job stands. How the service calls it is the protocol's to know.</summary>
internal enum JobPhase
{
    InQueue,
    InProgress,
    Succeeded,
    Failed,
    Cancelled,
}
