using System.Text;
using System.Text.Json;
using SchemaSdk.Services;

namespace SchemaSdk.Tests.Services;

/// <summary>The profile of a service that differs from RunComfy in every way in which real services differ.</summary>
/// <remarks>
/// It has another authorization scheme, the model in the body next to the input, the addresses of a job in the answer, one document for
/// status and result, a cancel by PUT, states that go back, the delay before a retry in the body, and no catalogue.
/// </remarks>
internal class OtherProfile : ServiceProfile
{
    public static OtherProfile Instance { get; } = new();

    internal override ServiceNames Names { get; } = new(
        "Other", "run", "other", "the Runs page at other.example", "the Keys page at other.example");

    internal override ServiceDefaults Defaults { get; } = new(
        "https://api.other.example",
        "OTHER_ADDRESS",
        ["OTHER_KEY"],
        ["*.files.example"],
        new ServiceLimits(1 << 10, 1 << 11, 1 << 12, 1 << 13, 5))
    {
        JobHosts = ["*.other.example"],
    };

    internal override CatalogProfile? Catalog => null;

    internal override string RequestIdForm => "UUIDs";

    internal override HttpMethod CancelMethod => HttpMethod.Put;

    internal override bool StatusHoldsResult => true;

    internal override string AuthorizationOf(string token) => $"Key {token}";

    internal override void CheckModelId(string modelId) => ArgumentException.ThrowIfNullOrWhiteSpace(modelId);

    internal override bool IsRequestId(string? text) => Guid.TryParseExact(text, "D", out _);

    internal override Uri SubmitAddress(Uri service, string modelId) => new(service, "runs");

    internal override SubmitEnvelope EnvelopeOf(string modelId) =>
        new(Encoding.UTF8.GetBytes($$"""{"model":{{JsonSerializer.Serialize(modelId)}},"input":"""), "}"u8.ToArray());

    internal override bool IsSubmit(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri?.AbsolutePath == "/runs";

    internal override Uri StatusAddress(Uri service, JobKey job) =>
        job.Links?.Status ?? new Uri(service, $"runs/{job.RequestId}");

    internal override Uri ResultAddress(Uri service, JobKey job) => StatusAddress(service, job);

    internal override Uri CancelAddress(Uri service, JobKey job) =>
        job.Links?.Cancel ?? new Uri(service, $"runs/{job.RequestId}/cancel");

    internal override bool IsShort(Uri address) => address.AbsolutePath.EndsWith("/cancel", StringComparison.Ordinal);

    internal override ServiceBody? ReadBody(ReadOnlyMemory<byte> text)
    {
        if (Parse(text) is not { } root)
        {
            return null;
        }

        return new ServiceBody
        {
            RequestId = Text(root, "id"),
            Status = Text(root, "state"),
            Output = root.TryGetProperty("result", out var result) ? Encoding.UTF8.GetBytes(result.GetRawText()) : default,
            Error = root.TryGetProperty("reason", out var reason) ? Encoding.UTF8.GetBytes(reason.GetRawText()) : default,
            ErrorCode = Text(root, "problem"),
            Detail = Text(root, "title"),
            Outcome = Text(root, "state"),
        };
    }

    internal override string? FindRequestId(ReadOnlySpan<byte> start) => null;

    internal override JobLinks? LinksIn(ReadOnlyMemory<byte> body) => Parse(body) is { } root && root.TryGetProperty("links", out var links)
        ? new JobLinks(Text(links, "self"), Text(links, "self"), Text(links, "cancel"))
        : null;

    internal override TimeSpan? WaitAskedIn(ReadOnlyMemory<byte> body) =>
        Parse(body) is { } root && root.TryGetProperty("retry_in_ms", out var wait) ? TimeSpan.FromMilliseconds(wait.GetInt64()) : null;

    internal override BodyKind KindOfSubmit(ServiceBody? body) => Kind(body, IsRequestId(body?.RequestId));

    internal override BodyKind KindOfRead(ServiceBody? body, string requestId) =>
        Kind(body, body?.RequestId == requestId && body.Status is not null);

    internal override BodyKind KindOfCancel(ServiceBody? body, string requestId) => KindOfRead(body, requestId);

    internal override JobState? StateOf(string? status) => status switch
    {
        "starting" => JobState.InQueue,
        "processing" => JobState.InProgress,
        "done" => JobState.Succeeded,
        "broken" => JobState.Failed,
        "aborted" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    internal override JobState ResultStateOf(ServiceBody body) => StateOf(body.Status)!.Value;

    internal override CancelOutcome OutcomeOf(ServiceBody body) =>
        body.Outcome == "aborted" ? CancelOutcome.Canceled : CancelOutcome.NotCancelable;

    // The service says that it is busy with its own status code, which has this meaning only together with the body.
    internal override bool NeedsBody(int statusCode, bool hasRetryAfter) => statusCode == 529;

    internal override bool IsNotNow(AnswerFacts answer) =>
        answer.StatusCode == 429 || (answer.StatusCode == 529 && answer.Body?.ErrorCode == "busy");

    internal override bool IsOwnError(ServiceBody? body, int statusCode) => body?.ErrorCode is not null;

    internal override string AdviceFor(int statusCode, string? errorCode) => statusCode == 402 ? " Buy credits at other.example." : "";

    private static BodyKind Kind(ServiceBody? body, bool isUsable) =>
        isUsable ? BodyKind.Usable : body?.ErrorCode is not null ? BodyKind.Error : BodyKind.Other;

    private static JsonElement? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (JsonException)
        {
            return null; // the answer is not from this service
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
