using System.Text;
using System.Text.Json;
using SchemaSdk;
using SchemaSdk.Services;

namespace WaveSpeed;

/// <summary>
/// The profile of WaveSpeed, as a user would write it. Each answer has a code, jobs cannot be cancelled, and the price of an input can be
/// requested.
/// </summary>
public sealed class WaveSpeedProfile : ServiceProfile
{
    private const int Success = 200;

    public override ServiceNames Names { get; } = new("WaveSpeed")
    {
        JobsPage = "the predictions of the account at wavespeed.ai",
        TokenPage = "the access keys of the account at wavespeed.ai",
    };

    public override ServiceDefaults Defaults { get; } = new("https://api.wavespeed.ai")
    {
        AddressVariable = "WAVESPEED_BASE_URL",
        TokenVariables = ["WAVESPEED_API_KEY"],
        FileHosts = ["*.wavespeed.ai", "*.cloudfront.net"],
    };

    public override bool StatusHasResult => true;

    public override Uri SubmitAddress(Uri service, string modelId) =>
        Address(service, string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString)));

    public override Uri StatusAddress(Uri service, JobKey job) =>
        job.Links?.Status ?? Address(service, $"predictions/{job.RequestId}/result");

    public override PriceRequest PriceRequestFor(Uri service, string modelId, ReadOnlyMemory<byte> input) => new(
        Address(service, "model/price"),
        Encoding.UTF8.GetBytes(
            $$"""{"model_id":{{JsonSerializer.Serialize(modelId)}},"inputs":{{Encoding.UTF8.GetString(input.Span)}}}"""));

    public override decimal? ReadPrice(ReadOnlyMemory<byte> body) => Parsed(
        body, static root => root.GetProperty("data") is var data && data.GetProperty("currency").ValueEquals("USD")
            ? data.GetProperty("price").GetDecimal()
            : (decimal?)null);

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body) => Parsed(body, Read);

    public override string? FindRequestId(ReadOnlySpan<byte> start)
    {
        const int InData = 2;
        var reader = new Utf8JsonReader(start, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == InData && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() ? reader.GetString() : null;
                }
            }
        }
        catch (Exception exception) when (IsOfOtherForm(exception))
        {
            // The rest of the text is not JSON, so no id can follow.
        }

        return null;
    }

    // The HTTP status is often 200 even for an error. In that case, the code in the body is the actual status.
    public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) =>
        statusCode == 429 || (statusCode == 200 && body?.ErrorCode == "429");

    public override bool IsWrongInput(int statusCode, string? errorCode) => (errorCode ?? $"{statusCode}") is "400" or "422";

    public override bool IsUnauthorized(int statusCode, string? errorCode) => (errorCode ?? $"{statusCode}") is "401" or "403";

    private static ServiceBody? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var data = Member(root, "data") ?? default;
        var state = Text(data, "status");
        var code = Member(root, "code")?.GetInt32();
        return new ServiceBody
        {
            RequestId = Text(data, "id"),
            ModelId = Text(data, "model"),
            Status = state,
            State = StateOf(state),
            Output = Json(data, "outputs"),
            Error = Text(data, "error") is { Length: > 0 } ? Json(data, "error") : default,
            ErrorCode = Text(root, "error_code") ?? (code is null or Success || IsOfServer(code.Value) ? null : $"{code}"),
            Detail = Text(root, "message"),
            Links = Member(data, "urls") is { } urls ? new JobLinks(Text(urls, "get"), Text(urls, "get"), Cancel: null) : null,
        };
    }

    // After these codes, the job may be running. 5004 means that the service stopped waiting for it.
    private static bool IsOfServer(int code) => code is 5004 or (>= 500 and < 600);

    private static JobState? StateOf(string? state) => state switch
    {
        null => null,
        "created" => JobState.InQueue,
        "processing" => JobState.InProgress,
        "completed" => JobState.Succeeded,
        "failed" or "timeout" => JobState.Failed,
        "cancelled" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    private static Uri Address(Uri service, string path) => new($"{service.AbsoluteUri.TrimEnd('/')}/api/v3/{path}");

    private static T? Parsed<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception exception) when (IsOfOtherForm(exception))
        {
            return default;
        }
    }

    private static bool IsOfOtherForm(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static ReadOnlyMemory<byte> Json(JsonElement parent, string name) =>
        Member(parent, name) is { } value ? Encoding.UTF8.GetBytes(value.GetRawText()) : default;
}
