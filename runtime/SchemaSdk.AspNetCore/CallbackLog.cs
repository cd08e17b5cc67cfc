using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>The log messages about callbacks.</summary>
internal static partial class CallbackLog
{
    [LoggerMessage(
        1,
        LogLevel.Debug,
        "The job of a callback could not be checked. If the job is running, polling detects its end. If its outcome is unknown, the check "
            + "is usually repeated")]
    internal static partial void Failed(ILogger log, Exception error);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "A callback without a valid proof claims that request {RequestId} belongs to job {Key} of {ModelId}, whose outcome is unknown. The "
            + "outcome stays unknown. Check at the service whether the claim is true, then settle the job")]
    internal static partial void NotProven(ILogger log, string requestId, string key, string modelId);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "A callback was answered with 503, because its signature could not be checked. The service may send the callback again; "
            + "otherwise, polling detects the end of the job")]
    internal static partial void NoKeys(ILogger log, Exception error);

    [LoggerMessage(
        4,
        LogLevel.Information,
        "A callback with a valid proof claims that request {RequestId} belongs to job {Key}, but this could not be confirmed. If the "
            + "outcome of the job is unknown, it stays unknown. Check at the service whether the claim is true, then settle the job")]
    internal static partial void NotConfirmed(ILogger log, string requestId, string key);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "A callback with a valid proof claims that request {RequestId} belongs to job {Key} of {ModelId}, but the job's entry "
            + "is {State} and does not contain that request id. The request may be charged. Look for it at the service")]
    internal static partial void NotRecorded(ILogger log, string requestId, string key, string modelId, LedgerState state);
}
