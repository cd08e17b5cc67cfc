using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Creates the exception for a call that the service refused, in the same form for all calls.</summary>
internal readonly struct Refusal(ApiAnswer answer)
{
    internal string? Code => answer.Content?.ErrorCode;

    // call: continues "The service refused". consequence, advice: sentences that start with a space, or empty.
    internal ModelApiException Tell(
        string call, string consequence, string advice, string? modelId, string? requestId, string? key = null,
        bool isUnknownRequest = false)
    {
        var code = Code;
        return new(
            $"The service refused {call}: HTTP {answer.StatusCode}{Why(code)}."
            + $"{consequence}{answer.Service.AdviceFor(answer.StatusCode, code)}{advice}")
        {
            ModelId = modelId,
            RequestId = requestId,
            Key = key,
            StatusCode = answer.StatusCode,
            ErrorCode = code,
            Detail = answer.Detail,
            IsUnknownRequest = isUnknownRequest,
            IsUnauthorized = answer.Moved != AddressChange.OtherServer && answer.Service.IsUnauthorized(answer.StatusCode, code),
            ResponseHeaders = answer.Headers,
        };
    }

    private string Why(string? code) =>
        (answer.Moved == AddressChange.OtherServer ? ", from another server, after a redirect" : "")
        + (code is null ? "" : $", error {code}")
        + (answer.Detail.Length == 0 || answer.Detail == code || answer.Moved == AddressChange.OtherServer
            ? ""
            : $": {answer.Detail.TrimEnd('.')}");
}
