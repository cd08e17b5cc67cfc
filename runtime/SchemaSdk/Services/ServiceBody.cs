using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>The members of an answer that this client reads, for all calls.</summary>
internal sealed class ServiceBody
{
    /// <summary>For bodies and outputs: any depth is read. The cost depends only on the length.</summary>
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    internal string? RequestId { get; set; }

    /// <summary>The status as written, cut at 300 characters; null if it is missing or not text.</summary>
    internal string? Status { get; set; }

    internal int? QueuePosition { get; set; }

    internal string? Outcome { get; set; }

    internal DateTimeOffset? CreatedAt { get; set; }

    internal DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The cost of the job; null if it is missing or not an amount.</summary>
    internal decimal? CostUsd { get; set; }

    /// <summary>The text of the value of <c>output</c>; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>The text of the value of <c>error</c>, or of the member that replaces it; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Error { get; set; }

    /// <summary>The error code; null, zero and empty ones do not count.</summary>
    internal string? ErrorCode { get; set; }

    /// <summary>
    /// The error code if it is in the service's own form: a number in <c>error_code</c>, or in <c>code</c> next to a text in <c>error</c>.
    /// Null otherwise.
    /// </summary>
    internal int? ErrorNumber { get; set; }

    /// <summary>A member <c>code</c>, which some refusals have instead; it means nothing in a 2xx answer.</summary>
    internal string? PlainCode { get; set; }

    /// <summary>The service's text about an error, up to 300 characters.</summary>
    internal string? Detail { get; set; }

    /// <summary>Returns true if the body names this request, ignoring case.</summary>
    internal bool IsAbout(string requestId) => string.Equals(RequestId, requestId, StringComparison.OrdinalIgnoreCase);
}
