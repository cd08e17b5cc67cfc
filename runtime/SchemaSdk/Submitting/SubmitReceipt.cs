using SchemaSdk.Http;

namespace SchemaSdk.Submitting;

/// <summary>The service accepted a submit.</summary>
/// <param name="RequestId">The checked id of the job.</param>
/// <param name="Answer">The answer that gave it.</param>
/// <param name="AcceptedAt">When its answer came, as a timestamp of the client's clock.</param>
internal sealed record SubmitReceipt(string RequestId, ApiAnswer Answer, long AcceptedAt);
