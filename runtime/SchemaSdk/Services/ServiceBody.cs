using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>The members of an answer that this client reads, whichever call it answers.</summary>
internal sealed class ServiceBody
{
    /// <summary>Of bodies and outputs: how deep one is hides nothing. What it costs grows with its length alone.</summary>
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    // Thousands of answers say only how a job stands: what else one may say is made where it does.
    private Made? _made;
    private Said? _said;
    private ReadOnlyMemory<byte> _requestIdText;
    private string? _requestId;

    internal string? RequestId
    {
        get => _requestId ??= _requestIdText.IsEmpty ? null : Encoding.ASCII.GetString(_requestIdText.Span);
        set => _requestId = value;
    }

    /// <summary>Sets the request id to ASCII characters of the body, which become a string only where somebody asks for it.</summary>
    internal ReadOnlyMemory<byte> RequestIdText
    {
        set => _requestIdText = value;
    }

    internal bool HasRequestId => _requestId is not null || !_requestIdText.IsEmpty;

    /// <summary>The status as written, cut at 300 characters; null if it is missing or not text.</summary>
    internal string? Status { get; set; }

    internal int? QueuePosition { get; set; }

    internal string? Outcome { get; set; }

    internal DateTimeOffset? CreatedAt
    {
        get => _made?.CreatedAt;
        set => MadeFor(value is not null)?.CreatedAt = value;
    }

    internal DateTimeOffset? FinishedAt
    {
        get => _made?.FinishedAt;
        set => MadeFor(value is not null)?.FinishedAt = value;
    }

    /// <summary>The cost of the job; null if it is not told, or is not an amount.</summary>
    internal decimal? CostUsd
    {
        get => _made?.CostUsd;
        set => MadeFor(value is not null)?.CostUsd = value;
    }

    /// <summary>The text of the value of <c>output</c>; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Output
    {
        get => _made?.Output ?? default;
        set => MadeFor(!value.IsEmpty)?.Output = value;
    }

    /// <summary>The text of the value of <c>error</c>, or of the member that stands for it; empty if there is none.</summary>
    internal ReadOnlyMemory<byte> Error
    {
        get => _said?.Error ?? default;
        set => SaidFor(!value.IsEmpty)?.Error = value;
    }

    /// <summary>A code that tells of an error; null, zero and empty ones do not.</summary>
    internal string? ErrorCode
    {
        get => _said?.ErrorCode;
        set => SaidFor(value is not null)?.ErrorCode = value;
    }

    /// <summary>
    /// The error's code where it is written as the service does: a number in <c>error_code</c>, or in <c>code</c> beside a text in
    /// <c>error</c>. Null otherwise.
    /// </summary>
    internal int? ErrorNumber
    {
        get => _said?.ErrorNumber;
        set => SaidFor(value is not null)?.ErrorNumber = value;
    }

    /// <summary>A member <c>code</c>, which some refusals have in its place; it says nothing in a 2xx answer.</summary>
    internal string? PlainCode
    {
        get => _said?.PlainCode;
        set => SaidFor(value is not null)?.PlainCode = value;
    }

    /// <summary>The service's text about an error, in 300 characters.</summary>
    internal string? Detail
    {
        get => _said?.Detail;
        set => SaidFor(value is not null)?.Detail = value;
    }

    /// <summary>Returns true if the body names this request, in letters of either case.</summary>
    internal bool IsAbout(string requestId) => _requestId is null
        ? Ascii.EqualsIgnoreCase(_requestIdText.Span, requestId)
        : string.Equals(_requestId, requestId, StringComparison.OrdinalIgnoreCase);

    private Made? MadeFor(bool hasValue) => hasValue ? _made ??= new Made() : _made;

    private Said? SaidFor(bool hasValue) => hasValue ? _said ??= new Said() : _said;

    private sealed class Made
    {
        internal DateTimeOffset? CreatedAt { get; set; }

        internal DateTimeOffset? FinishedAt { get; set; }

        internal decimal? CostUsd { get; set; }

        internal ReadOnlyMemory<byte> Output { get; set; }
    }

    private sealed class Said
    {
        internal ReadOnlyMemory<byte> Error { get; set; }

        internal string? ErrorCode { get; set; }

        internal int? ErrorNumber { get; set; }

        internal string? PlainCode { get; set; }

        internal string? Detail { get; set; }
    }
}
