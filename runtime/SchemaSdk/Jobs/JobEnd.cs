using SchemaSdk.Http;

namespace SchemaSdk.Jobs;

/// <summary>How a job ended: the answer that said so is kept, so that asking again makes no request.</summary>
internal sealed record JobEnd(JobStatus Status, ApiAnswer Answer);
