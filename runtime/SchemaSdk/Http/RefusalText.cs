using SchemaSdk.Services;

namespace SchemaSdk.Http;

/// <summary>What a refusing answer adds to its status.</summary>
internal static class RefusalText
{
    internal static string Of(ApiAnswer answer, string? code) =>
        (answer.Moved == AddressChange.OtherServer ? ", from another server, after a redirect" : "")
        + (code is null ? "" : $", error {code}")
        + (answer.Detail.Length == 0 || answer.Moved == AddressChange.OtherServer ? "" : $": {answer.Detail.TrimEnd('.')}");
}
