using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Submitting;

/// <summary>The service accepted a submit.</summary>
internal sealed class SubmitReceipt(string requestId, ApiAnswer answer, long acceptedAt)
{
    /// <summary>The checked id of the job.</summary>
    internal string RequestId { get; } = requestId;

    /// <summary>The answer that gave it.</summary>
    internal ApiAnswer Answer { get; } = answer;

    /// <summary>The time at which its answer came, as a timestamp of the client's clock.</summary>
    internal long AcceptedAt { get; } = acceptedAt;
}
