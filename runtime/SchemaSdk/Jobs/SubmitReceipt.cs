using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>The service accepted a submit.</summary>
/// <param name="RequestId">The checked id of the job.</param>
/// <param name="Links">The addresses that came with the id; null: none.</param>
/// <param name="AcceptedAt">When its answer came, as a timestamp of the client's clock.</param>
internal sealed record SubmitReceipt(string RequestId, JobLinks? Links, long AcceptedAt);
