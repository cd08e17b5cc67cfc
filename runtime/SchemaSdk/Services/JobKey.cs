namespace SchemaSdk.Services;

/// <summary>The parts from which the addresses of a job are made.</summary>
/// <param name="ModelId">The model that runs.</param>
/// <param name="RequestId">The checked request id.</param>
/// <param name="Links">The addresses that came with the id; null if the service gives none, or the client attached to the job.</param>
internal readonly record struct JobKey(string ModelId, string RequestId, JobAddresses? Links);
