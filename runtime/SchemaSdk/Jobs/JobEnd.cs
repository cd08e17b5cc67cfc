using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Jobs;

/// <summary>The end of a job. The answer that told of it is kept, so that asking again makes no request.</summary>
internal sealed record JobEnd(JobStatus Status, ApiAnswer Answer);
