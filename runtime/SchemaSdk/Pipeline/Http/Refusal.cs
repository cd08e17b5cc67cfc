using System.Globalization;
using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Makes the exception for a call that the service refused, in the same form for all calls.</summary>
/// <param name="answer">The answer.</param>
internal readonly struct Refusal(ApiAnswer answer)
{
    /// <summary>The service's error code; null if it gives none.</summary>
    internal string? Code => answer.Content?.ErrorCode ?? answer.Content?.PlainCode;

    /// <param name="call">The call that was refused, as the words after "The service refused".</param>
    /// <param name="consequence">The consequence, as a sentence after a space, before the advice; may be empty.</param>
    /// <param name="advice">Further advice, as a sentence after a space; may be empty.</param>
    /// <param name="modelId">The model of the call; null if it has none.</param>
    /// <param name="requestId">The request id of the call; null if it has none.</param>
    /// <param name="key">The key of that job in the ledger; null if it has none.</param>
    /// <param name="isUnknownRequest">True if the service does not know the request.</param>
    internal ModelApiException Tell(
        string call,
        string consequence,
        string advice,
        string? modelId,
        string? requestId,
        string? key = null,
        bool isUnknownRequest = false)
    {
        var code = Code;
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"The service refused {call}: HTTP {answer.StatusCode}{Why(code)}."
            + $"{consequence}{answer.Service.AdviceFor(answer.StatusCode, code)}{advice}"))
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
        + (answer.Detail.Length == 0 || answer.Moved == AddressChange.OtherServer ? "" : $": {answer.Detail.TrimEnd('.')}");
}
