using Microsoft.Extensions.Logging;
using SchemaSdk.Http;
using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>Everything that is ever logged: ids, status codes and durations. No header, no body, no token.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Submit to {ModelId}: {Meaning}, HTTP {StatusCode}, after {Elapsed}")]
    internal static partial void Submitted(ILogger logger, string modelId, SubmitMeaning meaning, int? statusCode, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Debug, "Request {RequestId} could not be read: {Failure}, HTTP {StatusCode}")]
    internal static partial void ReadFailed(ILogger logger, string requestId, AttemptFailure failure, int? statusCode);

    [LoggerMessage(3, LogLevel.Debug, "Request {RequestId} ended: {State} after {Elapsed}")]
    internal static partial void Ended(ILogger logger, string requestId, JobState state, TimeSpan elapsed);

    [LoggerMessage(4, LogLevel.Debug, "Cancel of request {RequestId}: {Outcome}")]
    internal static partial void Cancel(ILogger logger, string requestId, CancelOutcome outcome);

    [LoggerMessage(5, LogLevel.Warning,
        "HttpClient.Timeout is {Timeout}, less than the {Attempt} that an attempt may take: "
        + "it will end calls early, and the outcome of a submit is then unknown. "
        + "Set it to Timeout.InfiniteTimeSpan; ModelClientOptions.Timeouts limits every attempt")]
    internal static partial void LowTimeout(ILogger logger, TimeSpan timeout, TimeSpan attempt);

    [LoggerMessage(6, LogLevel.Warning,
        "RunManyAsync was left before request {RequestId} of {ModelId} was asked for; its run ended with {Outcome}. "
        + "Attach to it for its result")]
    internal static partial void LeftBehind(ILogger logger, string requestId, string modelId, string outcome);

    [LoggerMessage(7, LogLevel.Information, "The service asked to wait {RetryAfter}: no job of this client is read for {Pause}")]
    internal static partial void HeldBack(ILogger logger, TimeSpan retryAfter, TimeSpan pause);

    [LoggerMessage(8, LogLevel.Warning, "A callback that the application registered for the end of a request threw {Exception}")]
    internal static partial void CallbackThrew(ILogger logger, string exception);
}
