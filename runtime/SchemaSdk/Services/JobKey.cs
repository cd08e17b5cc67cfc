namespace SchemaSdk.Services;

/// <summary>The parts from which the addresses of a job are built.</summary>
/// <param name="ModelId">The id of the job's model.</param>
/// <param name="RequestId">The request id, which <see cref="ServiceProfile.IsRequestId"/> accepts.</param>
/// <param name="Links">The addresses that came with the id; null if the service gave none, or the client attached to the job.</param>
public readonly record struct JobKey(string ModelId, string RequestId, JobAddresses? Links);
