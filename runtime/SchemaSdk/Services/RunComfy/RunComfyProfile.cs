using System.Buffers;
using SchemaSdk.Errors;

namespace SchemaSdk.Services.RunComfy;

/// <summary>The one place that knows the service's paths, its words and the names in its bodies.</summary>
/// <remarks>docs.runcomfy.com/model-apis: async-queue-endpoints, error-codes.</remarks>
internal static partial class ModelApi
{
    /// <summary>Where a person finds the jobs of the account.</summary>
    internal const string Generations = "the Generations page of the account at www.runcomfy.com";

    /// <summary>What a job is in OpenTelemetry's words for generative AI, and who runs it.</summary>
    internal const string OperationName = "generate_content";
    internal const string ProviderName = "runcomfy";

    private const int MaxRequestIdLength = 128;

    // 404001 is an error with the HTTP status 404.
    private const int CodesPerStatus = 1000;

    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Where an input is sent to, and what the catalogue says of the model is read from.</summary>
    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal static Uri ModelAddress(Uri service, string modelId)
    {
        CheckModelId(modelId);
        return new Uri($"{Root(service)}/v1/models/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}");
    }

    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal static void CheckModelId(string modelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (modelId.Split('/').Any(segment => segment is "" or "." or ".." || segment.Any(char.IsControl)))
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(modelId)}\" is no model id: it has an empty segment, '.', '..' or a control character. "
                + "Ids look like kling/kling-3.0/pro/text-to-video.", nameof(modelId));
        }
    }

    internal static Uri StatusAddress(Uri service, string requestId) => new($"{Root(service)}/v1/requests/{requestId}/status");

    // The cost is on no page of the documentation at hand: RunComfy's ComfyUI node asks for it so.
    internal static Uri ResultAddress(Uri service, string requestId) =>
        new($"{Root(service)}/v1/requests/{requestId}/result?include_cost=true");

    internal static Uri CancelAddress(Uri service, string requestId) => new($"{Root(service)}/v1/requests/{requestId}/cancel");

    /// <summary>Whether what is read from there says only how a job stands: neither what it made nor a list.</summary>
    internal static bool IsShort(Uri address) =>
        address.OriginalString.EndsWith("/status", StringComparison.Ordinal) || address.OriginalString.EndsWith("/cancel", StringComparison.Ordinal);

    /// <summary>Whether a request id can be a path segment as it is. RunComfy's own node holds ids to the same pattern.</summary>
    internal static bool IsRequestId(string? text) =>
        text is { Length: >= 1 and <= MaxRequestIdLength } && !text.AsSpan().ContainsAnyExcept(RequestIdCharacters);

    /// <summary>Whether a request asks to run a model, whoever makes it and at whichever base address.</summary>
    internal static bool IsSubmit(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri is { IsAbsoluteUri: true } address
        && address.AbsolutePath.Contains("/v1/models/", StringComparison.Ordinal);

    /// <summary>With an id that has no usable form it is no plain error either.</summary>
    internal static BodyKind KindOfSubmit(ServiceBody? body) =>
        IsRequestId(body?.RequestId) ? BodyKind.Usable
        : body is { ErrorCode: not null, RequestId: null or "" } ? BodyKind.Error
        : BodyKind.Other;

    /// <summary>An answer about another request, as a broken cache gives, tells nothing about this one.</summary>
    internal static BodyKind KindOfRead(ServiceBody? body, string requestId) =>
        body is { Status: { } status, RequestId: not null } && IsAbout(body, requestId) && StateOf(status) == JobState.Failed
            ? BodyKind.Failure
            : KindOf(body, body is { Status: not null } and not { ErrorCode: not null, RequestId: null } && IsAbout(body, requestId));

    /// <summary>Without an outcome it says nothing, whatever its status.</summary>
    internal static BodyKind KindOfCancel(ServiceBody? body, string requestId) =>
        KindOf(body, body is { Outcome: not null } && IsAbout(body, requestId));

    /// <summary>Whether an error was provably written by the service: its code begins with the HTTP status, as all documented ones do.</summary>
    /// <remarks>
    /// Gateways write JSON too: <c>{"message":"Service Unavailable"}</c>, <c>{"code":14,"message":…}</c>, or an <c>error_code</c> of four
    /// digits. Of the names and codes that are met, none but the service's has six digits that begin with the status beside it.
    /// </remarks>
    internal static bool IsOwnError(ServiceBody? body, int statusCode) =>
        body is { ErrorNumber: { } number } && number / CodesPerStatus == statusCode;

    /// <summary>
    /// What a status word says of a job; null for <c>completed</c>, which says that it ended and not how:
    /// on <c>/status</c> it stands for success and failure alike.
    /// </summary>
    internal static JobState? StateOf(string? status) => status?.Trim().ToLowerInvariant() switch
    {
        "in_queue" => JobState.InQueue,
        "in_progress" => JobState.InProgress,
        "completed" => null,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "cancelled" or "canceled" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    /// <summary>
    /// What a result says of a job. <c>completed</c> is not among its documented words; RunComfy's ComfyUI node takes it for success there,
    /// this client only where it comes with an output and without an error.
    /// </summary>
    internal static JobState ResultStateOf(ServiceBody body) => StateOf(body.Status)
        ?? (!body.Error.IsEmpty ? JobState.Failed : !body.Output.IsEmpty ? JobState.Succeeded : JobState.Unknown);

    /// <summary>
    /// What a cancel says: its <c>outcome</c>, never its <c>status</c>, which the documentation shows as <c>completed</c>.
    /// </summary>
    internal static CancelOutcome OutcomeOf(ServiceBody body) => body.Outcome?.Trim().ToLowerInvariant() switch
    {
        "cancelled" or "canceled" => CancelOutcome.Canceled,
        "not_cancellable" or "not_cancelable" => CancelOutcome.NotCancelable,
        _ => CancelOutcome.Unconfirmed,
    };

    /// <summary>What to do about a refusal, as sentences.</summary>
    internal static string AdviceFor(int statusCode, string? errorCode) => (errorCode, statusCode) switch
    {
        ("400001", _) => " Check the model id.",
        ("400002", _) or (_, 402) => " Check the balance of the account.",
        ("400004", _) or (_, 401) => " Check the token and the account.",
        ("403001", _) or (_, 403) => " Check the token and what the account may use.",
        ("404001", _) or (_, 404) => " Check the id: it is unknown to the service, or has expired.",
        (_, >= 300 and < 400) => " Check the base address: redirects are not followed.",
        _ => "",
    };

    /// <summary>Whether the service takes another input than it was sent. Its sibling API has the code; this one documents neither.</summary>
    internal static bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422 || errorCode == "422001";

    /// <summary>Whether the service knows no request of the id that it was asked about.</summary>
    internal static bool IsUnknownRequest(int statusCode, string? errorCode) => statusCode == 404 || errorCode == "404001";

    private static bool IsAbout(ServiceBody body, string requestId) =>
        body.RequestId is null || string.Equals(body.RequestId, requestId, StringComparison.OrdinalIgnoreCase);

    private static BodyKind KindOf(ServiceBody? body, bool isUsable) =>
        isUsable ? BodyKind.Usable : body?.ErrorCode is not null ? BodyKind.Error : BodyKind.Other;

    private static ReadOnlySpan<char> Root(Uri service) => service.AbsoluteUri.AsSpan().TrimEnd('/');
}
