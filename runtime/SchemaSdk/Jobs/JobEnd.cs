using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Jobs;

/// <summary>The end of a job, with the answer that reported it, so later calls make no request.</summary>
internal sealed record JobEnd(JobStatus Status, ApiAnswer Answer);
