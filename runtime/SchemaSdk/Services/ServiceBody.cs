using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>The members of an answer that this client reads, whichever call it answers.</summary>
internal sealed class ServiceBody
{
    /// <summary>Of bodies and outputs: how deep one is hides nothing. What it costs grows with its length alone.</summary>
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    internal string? RequestId { get; set; }

    /// <summary>The status as written, cut at 300 characters; null if it is missing or not text.</summary>
    internal string? Status { get; set; }

    internal int? QueuePosition { get; set; }

    internal string? Outcome { get; set; }

    internal DateTimeOffset? CreatedAt { get; set; }

    internal DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The cost of the job; null if it is not told, or is not an amount.</summary>
    internal decimal? CostUsd { get; set; }

    /// <summary>The text of the value of <c>output</c>; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>The text of the value of <c>error</c>, or of the member that stands for it; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Error { get; set; }

    /// <summary>A code that tells of an error; null, zero and empty ones do not.</summary>
    internal string? ErrorCode { get; set; }

    /// <summary>
    /// The error's code where it is written as the service does: a number in <c>error_code</c>, or in <c>code</c> beside a text in
    /// <c>error</c>. Null otherwise.
    /// </summary>
    internal int? ErrorNumber { get; set; }

    /// <summary>A member <c>code</c>, which some refusals have in its place; it says nothing in a 2xx answer.</summary>
    internal string? PlainCode { get; set; }

    /// <summary>The service's text about an error, in 300 characters.</summary>
    internal string? Detail { get; set; }

    /// <summary>Returns true if the body names this request, in letters of either case.</summary>
    internal bool IsAbout(string requestId) => string.Equals(RequestId, requestId, StringComparison.OrdinalIgnoreCase);
}
