using System.Buffers;
using SchemaSdk.Client.Errors;

namespace SchemaSdk.Services.RunComfy;

/// <summary>The RunComfy Model API.</summary>
/// <remarks>docs.runcomfy.com/model-apis: async-queue-endpoints, error-codes.</remarks>
internal sealed class RunComfyProfile : ServiceProfile
{
    private const int MaxRequestIdLength = 128;

    // The error code 404001 comes with the HTTP status 404.
    private const int CodesPerStatus = 1000;
    private const int UnknownRequest = 404001;

    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    internal override ServiceNames Names { get; } = new(
        "RunComfy",
        "generate_content",
        "runcomfy",
        "the Generations page of the account at www.runcomfy.com",
        "the profile page of the account");

    // RunComfy's tools and pages each use a different name for the token; the last one is in its code samples.
    internal override ServiceDefaults Defaults { get; } = new(
        "https://model-api.runcomfy.net",
        "RUNCOMFY_MODEL_API_BASE",
        ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN"],
        ["*.runcomfy.net", "*.runcomfy.com"],
        // The service does not document its limits. These are the limits of its official ComfyUI node.
        new ServiceLimits(
            ImageBytes: 6L << 20, VideoBytes: 32L << 20, AudioBytes: 16L << 20, RequestBytes: 64L << 20, ReadsPerSecond: 50));

    internal override CatalogProfile Catalog { get; } = new RunComfyCatalog();

    internal override IReadOnlyList<string> OutputCounts { get; } = ["num_images", "max_images"];

    internal override string Duration => "duration";

    internal override string RequestIdForm => "1 to 128 letters, digits, '_' and '-'";

    internal override string RootOf(string path) =>
        path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^"/v1".Length].TrimEnd('/') : path;

    internal override Uri SubmitAddress(Uri service, string modelId) => ModelAddress(service, modelId);

    /// <summary>The address of a model, to which inputs are sent and from which its catalogue entry is read.</summary>
    /// <exception cref="ArgumentException">The id would lead to another path of the service.</exception>
    internal static Uri ModelAddress(Uri service, string modelId)
    {
        Check(modelId);
        var segments = Array.ConvertAll(modelId.Split('/'), Uri.EscapeDataString);
        return new Uri($"{Root(service)}/v1/models/{string.Join('/', segments)}");
    }

    internal override void CheckModelId(string modelId) => Check(modelId);

    private static void Check(string modelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (Array.Exists(modelId.Split('/'), static segment => segment is "" or "." or "..")
            || Array.Exists(modelId.ToCharArray(), char.IsControl))
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(modelId)}\" is not a model id: it has an empty segment, '.', '..' or a control character. "
                + "Ids look like kling/kling-3.0/pro/text-to-video.", nameof(modelId));
        }
    }

    internal override Uri StatusAddress(Uri service, JobKey job) => new($"{Root(service)}/v1/requests/{job.RequestId}/status");

    // The parameter include_cost is not documented; RunComfy's ComfyUI node sends it too.
    internal override Uri ResultAddress(Uri service, JobKey job) =>
        new($"{Root(service)}/v1/requests/{job.RequestId}/result?include_cost=true");

    internal override Uri CancelAddress(Uri service, JobKey job) => new($"{Root(service)}/v1/requests/{job.RequestId}/cancel");

    internal override bool IsShort(Uri address) =>
        address.OriginalString.EndsWith("/status", StringComparison.Ordinal)
            || address.OriginalString.EndsWith("/cancel", StringComparison.Ordinal);

    // RunComfy's ComfyUI node checks ids with the same pattern.
    internal override bool IsRequestId(string? text) =>
        text is { Length: >= 1 and <= MaxRequestIdLength } && !text.AsSpan().ContainsAnyExcept(RequestIdCharacters);

    internal override bool IsSubmit(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri is { IsAbsoluteUri: true } address
        && address.AbsolutePath.Contains("/v1/models/", StringComparison.Ordinal);

    internal override ServiceBody? ReadBody(ReadOnlyMemory<byte> text) => RunComfyBodies.Read(text);

    internal override string? FindRequestId(ReadOnlySpan<byte> start) => RunComfyBodies.FindRequestId(start);

    // The member is not documented; RunComfy's own tools read it if it is present.
    internal override string? ModelIn(ReadOnlyMemory<byte> body) => RunComfyBodies.FindModel(body.Span);

    // An error code in a body with an unusable request id does not make the body a plain error.
    internal override BodyKind KindOfSubmit(ServiceBody? body) =>
        IsRequestId(body?.RequestId) ? BodyKind.Usable
        : body is { ErrorCode: not null, RequestId: null or "" } ? BodyKind.Error
        : BodyKind.Other;

    // An answer about another job, for example from a broken cache, says nothing about this one.
    internal override BodyKind KindOfRead(ServiceBody? body, string requestId) =>
        body is { Status: { } status, RequestId: not null } && IsAbout(body, requestId) && StateOf(status) == JobState.Failed
            ? BodyKind.Failure
            : KindOf(body, body is { Status: not null } and not { ErrorCode: not null, RequestId: null } && IsAbout(body, requestId));

    // Without an outcome, the body does not say whether the job was cancelled, whatever its status is.
    internal override BodyKind KindOfCancel(ServiceBody? body, string requestId) =>
        KindOf(body, body is { Outcome: not null } && IsAbout(body, requestId));

    /// <summary>True if the service itself wrote the error: its code starts with the HTTP status, like all documented codes.</summary>
    /// <remarks>
    /// Gateways write JSON errors too: <c>{"message":"Service Unavailable"}</c>, <c>{"code":14,"message":…}</c>, or a four-digit
    /// <c>error_code</c>. Only the service's own codes have six digits that start with the HTTP status.
    /// </remarks>
    internal override bool IsOwnError(ServiceBody? body, int statusCode) =>
        body is { ErrorNumber: { } number } && number / CodesPerStatus == statusCode;

    /// <summary>
    /// Maps a status to a state; null for <c>completed</c>, which <c>/status</c> reports for jobs that succeeded as well as for jobs that
    /// failed.
    /// </summary>
    internal override JobState? StateOf(string? status) => status?.Trim().ToLowerInvariant() switch
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
    /// Reads the state of a job from its result. The status <c>completed</c> is not documented for results. RunComfy's ComfyUI node treats
    /// it as success; this client does so only if the result has an output and no error.
    /// </summary>
    internal override JobState ResultStateOf(ServiceBody body) => StateOf(body.Status)
        ?? (!body.Error.IsEmpty ? JobState.Failed : !body.Output.IsEmpty ? JobState.Succeeded : JobState.Unknown);

    /// <summary>
    /// Reads the outcome of a cancel from <c>outcome</c>, never from <c>status</c>, which the documentation shows as <c>completed</c>.
    /// </summary>
    internal override CancelOutcome OutcomeOf(ServiceBody body) => body.Outcome?.Trim().ToLowerInvariant() switch
    {
        "cancelled" or "canceled" => CancelOutcome.Canceled,
        "not_cancellable" or "not_cancelable" => CancelOutcome.NotCancelable,
        _ => CancelOutcome.Unconfirmed,
    };

    internal override string AdviceFor(int statusCode, string? errorCode) => (errorCode, statusCode) switch
    {
        ("400001", _) => " Check the model id.",
        ("400002", _) or (_, 402) => " Check the balance of the account.",
        ("400004", _) or (_, 401) => " Check the token and the account.",
        ("403001", _) or (_, 403) => " Check the token and what the account may use.",
        ("404001", _) or (_, 404) => " Check the id: it is unknown to the service, or has expired.",
        (_, >= 300 and < 400) => " Check the base address: redirects are not followed.",
        _ => "",
    };

    // This API documents neither the status nor the code; another API of RunComfy documents the code.
    internal override bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422 || errorCode == "422001";

    internal override bool IsUnauthorized(int statusCode, string? errorCode) =>
        statusCode is 401 or 403 || errorCode is "400004" or "403001";

    // Only the service uses this code, so the HTTP status does not matter.
    internal override bool IsUnknownRequest(ServiceBody? body, int statusCode) =>
        body?.ErrorNumber == UnknownRequest || base.IsUnknownRequest(body, statusCode);

    internal override bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404 || errorCode == "400001";

    private static bool IsAbout(ServiceBody body, string requestId) =>
        body.RequestId is null || body.IsAbout(requestId);

    internal static BodyKind KindOf(ServiceBody? body, bool isUsable) =>
        isUsable ? BodyKind.Usable : body?.ErrorCode is not null ? BodyKind.Error : BodyKind.Other;

    internal static ReadOnlySpan<char> Root(Uri service) => service.AbsoluteUri.AsSpan().TrimEnd('/');
}
