namespace SchemaSdk.Services;

/// <summary>The parts that the addresses of a job are made of.</summary>
/// <param name="ModelId">The model that runs.</param>
/// <param name="RequestId">The checked id that the service gave.</param>
/// <param name="Links">The addresses that came with the id; null if the service gives none, or the job was attached to.</param>
internal readonly record struct JobKey(string ModelId, string RequestId, JobAddresses? Links);
