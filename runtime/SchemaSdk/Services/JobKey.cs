namespace SchemaSdk.Services;

/// <summary>The parts from which the addresses of a job are built.</summary>
// Links: the addresses that came with the id; null if the service gave none, or the client attached to the job.
internal readonly record struct JobKey(string ModelId, string RequestId, JobAddresses? Links);
