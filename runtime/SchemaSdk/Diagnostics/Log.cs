using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Diagnostics;

/// <summary>All log messages. They contain ids, status codes and durations; never a header, a body or the token.</summary>
/// <remarks>
/// A message about a job has the job's key, if a ledger records the job. docs/reference/log-messages.md is the contract: an event id is
/// never reused. LoggerMessage is not used, because it adds a set of generic types for each combination of arguments to every program that
/// is published as native code, even if the program has no log.
/// </remarks>
internal static class Log
{
    internal static void JobSubmitted(ILogger logger, string? key, string requestId, string modelId, TimeSpan elapsed) =>
        Write(logger, key, 1, LogLevel.Information, [requestId, modelId, elapsed],
            "Request {RequestId} of {ModelId} was accepted after {Elapsed}");

    internal static void SubmitRefused(ILogger logger, string? key, string modelId, int statusCode, string? errorCode) =>
        Write(logger, key, 2, LogLevel.Warning, [modelId, statusCode, errorCode],
            "A submit to {ModelId} was refused: HTTP {StatusCode}, code {ErrorCode}. Nothing runs");

    internal static void SubmitRetried(
        ILogger logger, string? key, string modelId, AttemptFailure failure, int? statusCode, TimeSpan delay) =>
        Write(logger, key, 3, LogLevel.Warning, [modelId, failure, statusCode, delay],
            "A submit to {ModelId} was not accepted: {Failure}, HTTP {StatusCode}. It is sent again in {Delay}");

    internal static void SubmitUnknown(
        ILogger logger, string? key, string modelId, AttemptFailure failure, int? statusCode, TimeSpan elapsed) =>
        Write(logger, key, 4, LogLevel.Error, [modelId, failure, statusCode, elapsed],
            "A submit to {ModelId} has an unknown outcome: {Failure}, HTTP {StatusCode}, after {Elapsed}. "
            + "Its job may run and be charged, so the submit is not sent again");

    internal static void SubmitGivenUp(
        ILogger logger, string? key, string modelId, AttemptFailure failure, int? statusCode, TimeSpan elapsed) =>
        Write(logger, key, 5, LogLevel.Warning, [modelId, elapsed, failure, statusCode],
            "{ModelId} could not be submitted within {Elapsed}: {Failure}, HTTP {StatusCode}. Nothing runs");

    internal static void ReadFailed(ILogger logger, string? key, string requestId, AttemptFailure failure, int? statusCode) =>
        Write(logger, key, 6, LogLevel.Debug, [requestId, failure, statusCode],
            "Request {RequestId} could not be read: {Failure}, HTTP {StatusCode}");

    internal static void JobEnded(ILogger logger, string? key, string requestId, string modelId, JobState state, TimeSpan elapsed) =>
        Write(logger, key, 7, LogLevel.Information, [requestId, modelId, state, elapsed],
            "Request {RequestId} of {ModelId} ended: {State} after {Elapsed}");

    internal static void JobFailed(ILogger logger, string? key, string requestId, string modelId, TimeSpan elapsed) =>
        Write(logger, key, 8, LogLevel.Warning, [requestId, modelId, elapsed],
            "Request {RequestId} of {ModelId} failed after {Elapsed}");

    internal static void WaitEnded(ILogger logger, string? key, string requestId, string modelId, string error, TimeSpan elapsed) =>
        Write(logger, key, 9, LogLevel.Warning, [requestId, modelId, error, elapsed],
            "A wait for request {RequestId} of {ModelId} ended with {Error} after {Elapsed}, and the job may continue. "
            + "Attach to the job to get its result");

    internal static void Cancel(ILogger logger, string? key, string requestId, CancelOutcome outcome) =>
        Write(logger, key, 10, LogLevel.Information, [requestId, outcome], "Cancel of request {RequestId}: {Outcome}");

    internal static void LowTimeout(ILogger logger, TimeSpan timeout, TimeSpan attempt) =>
        Write(logger, key: null, 11, LogLevel.Warning, [timeout, attempt],
            "HttpClient.Timeout is {Timeout}, less than the {Attempt} that an attempt may take: "
            + "it will end calls early, and the outcome of a submit is then unknown. "
            + "Set it to Timeout.InfiniteTimeSpan; ModelClientOptions.Timeouts limits every attempt");

    internal static void LeftBehind(ILogger logger, string? key, string requestId, string modelId, string outcome) =>
        Write(logger, key, 12, LogLevel.Warning, [requestId, modelId, outcome],
            "The caller left RunManyAsync before it returned the run of request {RequestId} of {ModelId}, which ended with {Outcome}. "
            + "Attach to the job to get its result");

    internal static void NotRecorded(ILogger logger, string? key, string requestId, string modelId, string exception) =>
        Write(logger, key, 22, LogLevel.Warning, [requestId, modelId, exception],
            "A step of request {RequestId} of {ModelId} could not be recorded in the ledger: {Exception}");

    internal static void CallbackThrew(ILogger logger, string exception) =>
        Write(logger, key: null, 14, LogLevel.Warning, [exception],
            "A cancellation callback of the application, or an observer of a job, threw {Exception}");

    internal static void SubmitHeldBack(ILogger logger, string? key, string modelId, int statusCode, int running, TimeSpan delay) =>
        Write(logger, key, 20, LogLevel.Information, [modelId, statusCode, running, delay],
            "The service accepts no more jobs of {ModelId} for now: HTTP {StatusCode}. RunManyAsync has {Running} running jobs, and holds "
            + "other inputs back until one of the jobs ends, but at most for {Delay}");

    internal static void ResultUnread(ILogger logger, string? key, string requestId, string modelId) =>
        Write(logger, key, 21, LogLevel.Warning, [requestId, modelId],
            "Request {RequestId} of {ModelId} succeeded, but its result could not be read. Attach to the job to read it again");

    internal static void CatalogReadFailed(ILogger logger, AttemptFailure failure, int? statusCode) =>
        Write(logger, key: null, 15, LogLevel.Debug, [failure, statusCode],
            "The catalogue could not be read: {Failure}, HTTP {StatusCode}");

    internal static void SlowedDown(ILogger logger, string call, double perSecond) =>
        Write(logger, key: null, 16, LogLevel.Information, [call, perSecond],
            "The service refuses so many {Call} requests that this client makes only {PerSecond} per second");

    internal static void ProfileIgnored(ILogger logger, string problem) =>
        Write(logger, key: null, 17, LogLevel.Warning, [problem],
            "Polling.Profile {Problem} and is ignored, so durations are learned again. Set a text from ModelClient.ExportPollingProfile");

    internal static void CopiesLeft(ILogger logger, string? key, string requestId, string modelId, string exception) =>
        Write(logger, key, 23, LogLevel.Warning, [requestId, modelId, exception],
            "The copies of the files of request {RequestId} of {ModelId} could not be removed: {Exception}");

    internal static void RecordedLate(ILogger logger, string? key, string requestId, string modelId, TimeSpan elapsed) =>
        Write(logger, key, 24, LogLevel.Information, [requestId, modelId, elapsed],
            "A step of request {RequestId} of {ModelId} was recorded late, after {Elapsed}");

    internal static void StreamBroke(ILogger logger, string? key, string requestId, string exception) =>
        Write(logger, key, 25, LogLevel.Debug, [requestId, exception],
            "The events of request {RequestId} broke off with {Exception}. The request is polled");

    internal static void FileStored(ILogger logger, string? key, string modelId, long bytes, int parts, TimeSpan elapsed) =>
        Write(logger, key, 26, LogLevel.Information, [modelId, elapsed, bytes, parts],
            "A file of an input of {ModelId} was stored after {Elapsed}. Bytes: {Bytes}, parts: {Parts}");

    internal static void FileNotStored(ILogger logger, string? key, string modelId, string exception) =>
        Write(logger, key, 27, LogLevel.Warning, [modelId, exception],
            "A file of an input of {ModelId} could not be stored: {Exception}. Nothing was submitted");

    private static void Write(
        ILogger logger, string? key, int id, LogLevel level, object?[] values, string template, [CallerMemberName] string name = "")
    {
        if (logger.IsEnabled(level))
        {
            var line = new LogLine(template, values, key);
            logger.Log(level, new EventId(id, name), line, exception: null, static (line, _) => line.ToString());
        }
    }
}

/// <summary>One log message: the text, and the values under their names in the template.</summary>
// values: in the order of their names in the template. key: the key of the job in the ledger, or null. The template does not contain the
// key.
internal sealed class LogLine(string template, object?[] values, string? key) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private string[]? _parts;

    public int Count => Named + 1;

    private int Named => key is null ? values.Length : values.Length + 1;

    // The parts at odd positions are names.
    private string[] Parts => _parts ??= template.Split('{', '}');

    /// <summary>A value with its name; after the last value, the template under the name that log providers expect.</summary>
    public KeyValuePair<string, object?> this[int index] =>
        index == Named ? new("{OriginalFormat}", template)
        : index == values.Length ? new("Key", key)
        : new(Parts[(2 * index) + 1], values[index]);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var part = 0; part < Parts.Length; part++)
        {
            text.Append(part % 2 == 0 ? Parts[part] : Convert.ToString(values[part / 2] ?? "none", CultureInfo.InvariantCulture));
        }

        return (key is null ? text : text.Append(" (key ").Append(key).Append(')')).ToString();
    }
}
