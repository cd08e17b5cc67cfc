namespace SchemaSdk.Tests.Services;

/// <summary>The profile of an invented service that differs from RunComfy in every way in which real services differ.</summary>
/// <remarks>
/// It has another authorization scheme and no catalogue. The body of a submit contains the model, and answers contain a job's addresses
/// and the delay before a retry. One document is both status and result, PUT cancels a job, and a job can return to an earlier state.
/// </remarks>
internal class OtherProfile : ServiceProfile
{
    public static OtherProfile Instance { get; } = new();

    public override ServiceNames Names { get; } = new("Other")
    {
        JobsPage = "the Runs page at other.example",
        TokenPage = "the Keys page at other.example",
    };

    public override ServiceDefaults Defaults { get; } = new("https://api.other.example")
    {
        AddressVariable = "OTHER_ADDRESS",
        TokenVariables = ["OTHER_KEY"],
        FileHosts = ["*.files.example"],
        JobHosts = ["*.other.example"],
        UploadHosts = ["put.files.example"],
        Limits = new ServiceLimits(1 << 10, 1 << 11, 1 << 12, 1 << 13, 5) { InlineFileBytes = 1 << 9, StoredFileBytes = 1 << 20 },
    };

    public override string RequestIdForm => "UUIDs";

    public override FileStorage? Storage { get; } = new OtherStorage();

    public override HttpMethod CancelMethod => HttpMethod.Put;

    public override bool StatusHasResult => true;

    public override void Authorize(HttpRequestMessage request, string token) =>
        request.Headers.TryAddWithoutValidation("Authorization", $"Key {token}");

    public override bool IsRequestId(string? text) => Guid.TryParseExact(text, "D", out _);

    public override Uri SubmitAddress(Uri service, string modelId) => Address(service, "runs");

    public override SubmitEnvelope EnvelopeOf(string modelId) =>
        new(Encoding.UTF8.GetBytes($$"""{"model":{{JsonSerializer.Serialize(modelId)}},"input":"""), "}"u8.ToArray());

    public override Uri StatusAddress(Uri service, JobKey job) => job.Links?.Status ?? Address(service, $"runs/{job.RequestId}");

    public override Uri CancelAddress(Uri service, JobKey job) => job.Links?.Cancel ?? Address(service, $"runs/{job.RequestId}/cancel");

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (IsOfOtherForm(exception))
        {
            return null; // the answer is not from this service
        }
    }

    public override string? FindRequestId(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"))
                {
                    return reader.Read() ? reader.GetString() : null;
                }
            }
        }
        catch (Exception exception) when (IsOfOtherForm(exception))
        {
            // What follows is not JSON, so it cannot contain an id.
        }

        return null;
    }

    public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) =>
        statusCode == 429 || (statusCode == 529 && body?.ErrorCode == "busy");

    public override string AdviceFor(int statusCode, string? errorCode) => statusCode == 402 ? " Buy credits at other.example." : "";

    private static ServiceBody Read(JsonElement root)
    {
        var state = Text(root, "state");
        return new ServiceBody
        {
            RequestId = Text(root, "id"),
            Status = state,
            State = StateOf(state),
            Output = root.TryGetProperty("result", out var result) ? Encoding.UTF8.GetBytes(result.GetRawText()) : default,
            Error = root.TryGetProperty("reason", out var reason) ? Encoding.UTF8.GetBytes(reason.GetRawText()) : default,
            ErrorCode = Text(root, "problem"),
            IsOwnError = Text(root, "problem") is not null,
            Detail = Text(root, "title"),
            Outcome = state is null ? null : state == "aborted" ? CancelOutcome.Canceled : CancelOutcome.NotCancelable,
            Links = root.TryGetProperty("links", out var links)
                ? new JobLinks(Text(links, "self"), Text(links, "self"), Text(links, "cancel"))
                : null,
            RetryAfter = root.TryGetProperty("retry_in_ms", out var wait) ? TimeSpan.FromMilliseconds(wait.GetInt64()) : null,
        };
    }

    private static JobState? StateOf(string? state) => state switch
    {
        null => null,
        "starting" => JobState.InQueue,
        "processing" => JobState.InProgress,
        "done" => JobState.Succeeded,
        "broken" => JobState.Failed,
        "aborted" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    private static Uri Address(Uri service, string path) => new($"{service.AbsoluteUri.TrimEnd('/')}/{path}");

    private static bool IsOfOtherForm(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or OverflowException;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The profile of a service that, like kie.ai, answers every call with HTTP 200, and puts the real status into the body.</summary>
internal sealed class OnlySuccesses : OtherProfile
{
    public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) => body?.ErrorCode == "busy";
}

/// <summary>The profile of a service whose status contains the result, and which also has a call that returns only the output.</summary>
internal sealed class ResultInStatus : OtherProfile
{
    public override bool StatusHasResult => false;

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
    {
        if (call == ServiceCall.Result)
        {
            return new ServiceBody { State = JobState.Succeeded, Output = body };
        }

        var read = base.ReadBody(call, statusCode, body);
        if (read is { Output.IsEmpty: false })
        {
            read.IsResult = true;
        }

        return read;
    }
}

/// <summary>The profile of a service that returns the price of an input.</summary>
internal sealed class PricedProfile : OtherProfile
{
    /// <summary>The address that returns the price; null for the path <c>price</c> of the service.</summary>
    public Uri? Address { get; set; }

    public override PriceRequest PriceRequestFor(Uri service, string modelId, ReadOnlyMemory<byte> input) => new(
        Address ?? new Uri(service, "price"),
        Encoding.UTF8.GetBytes($$"""{"model":"{{modelId}}","of":{{Encoding.UTF8.GetString(input.Span)}}}"""));

    public override decimal? ReadPrice(ReadOnlyMemory<byte> body) =>
        !decimal.TryParse(Encoding.UTF8.GetString(body.Span), out var price) ? null
        : price == 13 ? throw new FormatException("unlucky")
        : price;

    public override TimeSpan ListDelay => TimeSpan.Zero;

    public override Uri ListAddress(Uri service, JobSearch search, string? cursor) => new(service, "runs");

    public override ListedJobs ReadList(JobSearch search, ReadOnlyMemory<byte> body) => new([], Next: null);
}
