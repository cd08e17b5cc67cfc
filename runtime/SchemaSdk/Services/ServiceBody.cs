using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>The members that the client reads from the answers to all calls.</summary>
internal sealed class ServiceBody
{
    /// <summary>Options for JSON of any depth. Reading costs depend only on the length, not on the depth.</summary>
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    internal string? RequestId { get; set; }

    /// <summary>The status as written, truncated to 300 characters; null if it is missing or not text.</summary>
    internal string? Status { get; set; }

    internal int? QueuePosition { get; set; }

    internal string? Outcome { get; set; }

    internal DateTimeOffset? CreatedAt { get; set; }

    internal DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The cost of the job; null if it is missing or not an amount.</summary>
    internal decimal? CostUsd { get; set; }

    /// <summary>The JSON text of <c>output</c>; empty if it is missing or null.</summary>
    internal ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>The JSON text of <c>error</c>, or of the member that replaces it; empty if both are missing or null.</summary>
    internal ReadOnlyMemory<byte> Error { get; set; }

    /// <summary>The error code; null if it is missing, zero or empty.</summary>
    internal string? ErrorCode { get; set; }

    /// <summary>
    /// The error code if it is in the service's own format: a number in <c>error_code</c>, or in <c>code</c> next to a text in
    /// <c>error</c>. Null otherwise.
    /// </summary>
    internal int? ErrorNumber { get; set; }

    /// <summary>The member <c>code</c>, which some refusals have instead. It means nothing in a 2xx answer.</summary>
    internal string? PlainCode { get; set; }

    /// <summary>The service's error text, up to 300 characters.</summary>
    internal string? Detail { get; set; }

    /// <summary>True if the body has this request id, ignoring case.</summary>
    internal bool IsAbout(string requestId) => string.Equals(RequestId, requestId, StringComparison.OrdinalIgnoreCase);
}
