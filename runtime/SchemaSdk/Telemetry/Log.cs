using Microsoft.Extensions.Logging;
using SchemaSdk.Http;

namespace SchemaSdk.Telemetry;

/// <summary>Everything that is ever logged: ids, status codes and durations. No header, no body, no token.</summary>
/// <remarks>docs/telemetry.md is the contract of it: an event id is never used again for something else.</remarks>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Request {RequestId} of {ModelId} was accepted after {Elapsed}")]
    internal static partial void JobSubmitted(ILogger logger, string requestId, string modelId, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Warning, "A submit to {ModelId} was refused: HTTP {StatusCode}, code {ErrorCode}. Nothing runs")]
    internal static partial void SubmitRefused(ILogger logger, string modelId, int statusCode, string? errorCode);

    [LoggerMessage(3, LogLevel.Warning, "A submit to {ModelId} was not taken: {Failure}, HTTP {StatusCode}. It is sent again in {Delay}")]
    internal static partial void SubmitRetried(
        ILogger logger, string modelId, AttemptFailure failure, int? statusCode, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Error,
        "A submit to {ModelId} has an unknown outcome: {Failure}, HTTP {StatusCode}, after {Elapsed}. "
        + "It may be running and billed, so it is not sent again")]
    internal static partial void SubmitUnknown(
        ILogger logger, string modelId, AttemptFailure failure, int? statusCode, TimeSpan elapsed);

    [LoggerMessage(5, LogLevel.Warning, "{ModelId} could not be submitted within {Elapsed}: {Failure}, HTTP {StatusCode}. Nothing runs")]
    internal static partial void SubmitGivenUp(
        ILogger logger, string modelId, AttemptFailure failure, int? statusCode, TimeSpan elapsed);

    [LoggerMessage(6, LogLevel.Debug, "Request {RequestId} could not be read: {Failure}, HTTP {StatusCode}")]
    internal static partial void ReadFailed(ILogger logger, string requestId, AttemptFailure failure, int? statusCode);

    [LoggerMessage(7, LogLevel.Information, "Request {RequestId} of {ModelId} ended: {State} after {Elapsed}")]
    internal static partial void JobEnded(ILogger logger, string requestId, string modelId, JobState state, TimeSpan elapsed);

    [LoggerMessage(8, LogLevel.Warning, "Request {RequestId} of {ModelId} failed after {Elapsed}")]
    internal static partial void JobFailed(ILogger logger, string requestId, string modelId, TimeSpan elapsed);

    [LoggerMessage(9, LogLevel.Warning,
        "A wait for request {RequestId} of {ModelId} ended with {Error} after {Elapsed}, and the job may go on. "
        + "Attach to it for its result")]
    internal static partial void WaitEnded(ILogger logger, string requestId, string modelId, string error, TimeSpan elapsed);

    [LoggerMessage(10, LogLevel.Information, "Cancel of request {RequestId}: {Outcome}")]
    internal static partial void Cancel(ILogger logger, string requestId, CancelOutcome outcome);

    [LoggerMessage(11, LogLevel.Warning,
        "HttpClient.Timeout is {Timeout}, less than the {Attempt} that an attempt may take: "
        + "it will end calls early, and the outcome of a submit is then unknown. "
        + "Set it to Timeout.InfiniteTimeSpan; ModelClientOptions.Timeouts limits every attempt")]
    internal static partial void LowTimeout(ILogger logger, TimeSpan timeout, TimeSpan attempt);

    [LoggerMessage(12, LogLevel.Warning,
        "RunManyAsync was left before request {RequestId} of {ModelId} was asked for; its run ended with {Outcome}. "
        + "Attach to it for its result")]
    internal static partial void LeftBehind(ILogger logger, string requestId, string modelId, string outcome);

    [LoggerMessage(14, LogLevel.Warning,
        "A callback that the application registered for the end of a request, or whoever is told of its job, threw {Exception}")]
    internal static partial void CallbackThrew(ILogger logger, string exception);

    [LoggerMessage(20, LogLevel.Information,
        "{ModelId} is not taken for now: HTTP {StatusCode}. Of its RunManyAsync {Running} run; the rest is held back until one of them has "
        + "ended, or for {Delay}")]
    internal static partial void SubmitHeldBack(ILogger logger, string modelId, int statusCode, int running, TimeSpan delay);

    [LoggerMessage(21, LogLevel.Warning,
        "Request {RequestId} of {ModelId} succeeded, but its result could not be read. Attach to it to read it again")]
    internal static partial void ResultUnread(ILogger logger, string requestId, string modelId);

    [LoggerMessage(15, LogLevel.Debug, "The catalogue could not be read: {Failure}, HTTP {StatusCode}")]
    internal static partial void CatalogReadFailed(ILogger logger, AttemptFailure failure, int? statusCode);

    [LoggerMessage(16, LogLevel.Information,
        "The service refuses so many of the {Call} requests of this client that it goes down to {PerSecond} a second")]
    internal static partial void SlowedDown(ILogger logger, string call, double perSecond);

    [LoggerMessage(17, LogLevel.Warning,
        "Polling.Profile {Problem}, and is ignored: every model is learned anew. Set what ModelClient.ExportPollingProfile gave")]
    internal static partial void ProfileIgnored(ILogger logger, string problem);
}
