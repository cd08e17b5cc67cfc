using System.Collections;

namespace SchemaSdk.Diagnostics;

/// <summary>All log messages. They contain ids, status codes and durations; never a header, a body or the token.</summary>
/// <remarks>
/// A message about a job has the job's key if the job is in a ledger. docs/reference/log-messages.md is the contract. An event id is never
/// reused. LoggerMessage is not used: it would add generic types for each argument combination to every native program, even without a log.
/// </remarks>
internal static class Log
{
    internal static readonly LogMessage JobSubmitted = Of(
        1, LogLevel.Information, "Request {RequestId} of {ModelId} was accepted after {Elapsed}");

    internal static readonly LogMessage SubmitRefused = Of(
        2, LogLevel.Warning, "A submit to {ModelId} was refused: HTTP {StatusCode}, code {ErrorCode}. No job was started");

    internal static readonly LogMessage SubmitRetried = Of(
        3, LogLevel.Warning, "A submit to {ModelId} was not accepted: {Failure}, HTTP {StatusCode}. It will be sent again in {Delay}");

    internal static readonly LogMessage SubmitUnknown = Of(4, LogLevel.Error,
        "A submit to {ModelId} has an unknown outcome: {Failure}, HTTP {StatusCode}, after {Elapsed}. "
        + "Its job may run and be charged, so the submit is not sent again");

    internal static readonly LogMessage SubmitGivenUp = Of(
        5, LogLevel.Warning, "Gave up on a submit to {ModelId} after {Elapsed}: {Failure}, HTTP {StatusCode}. No job was started");

    internal static readonly LogMessage ReadFailed = Of(
        6, LogLevel.Debug, "Request {RequestId} could not be read: {Failure}, HTTP {StatusCode}");

    internal static readonly LogMessage JobEnded = Of(
        7, LogLevel.Information, "Request {RequestId} of {ModelId} ended: {State} after {Elapsed}");

    internal static readonly LogMessage JobFailed = Of(8, LogLevel.Warning, "Request {RequestId} of {ModelId} failed after {Elapsed}");

    internal static readonly LogMessage WaitEnded = Of(9, LogLevel.Warning,
        "A wait for request {RequestId} of {ModelId} ended with {Error} after {Elapsed}, and the job may continue. "
        + "Attach to the job to get its result");

    internal static readonly LogMessage Cancel = Of(10, LogLevel.Information, "Cancel of request {RequestId}: {Outcome}");

    internal static readonly LogMessage LowTimeout = Of(11, LogLevel.Warning,
        "HttpClient.Timeout is {Timeout}, less than the {Attempt} that an attempt may take. Calls may end early, which makes the outcome "
        + "of a submit unknown. Set HttpClient.Timeout to Timeout.InfiniteTimeSpan; ModelClientOptions.Timeouts limits every attempt");

    internal static readonly LogMessage LeftBehind = Of(12, LogLevel.Warning,
        "The caller stopped enumerating RunManyAsync before the run of request {RequestId} of {ModelId} was returned. The run ended with "
        + "{Outcome}. Attach to the job to get its result");

    internal static readonly LogMessage NotRecorded = Of(
        22, LogLevel.Warning, "A step of request {RequestId} of {ModelId} could not be recorded in the ledger: {Exception}");

    internal static readonly LogMessage CallbackThrew = Of(
        14, LogLevel.Warning, "A cancellation callback of the application, or an observer of a job, threw {Exception}");

    internal static readonly LogMessage SubmitHeldBack = Of(20, LogLevel.Information,
        "The service is temporarily refusing jobs of {ModelId}: HTTP {StatusCode}. Running jobs of RunManyAsync: {Running}. "
        + "RunManyAsync is holding other inputs back until a job ends or {Delay} has passed");

    internal static readonly LogMessage ResultUnread = Of(21, LogLevel.Warning,
        "Request {RequestId} of {ModelId} succeeded, but its result could not be read. Attach to the job to read the result again");

    internal static readonly LogMessage CatalogReadFailed = Of(
        15, LogLevel.Debug, "The catalogue could not be read: {Failure}, HTTP {StatusCode}");

    internal static readonly LogMessage SlowedDown = Of(
        16, LogLevel.Information, "The service is refusing so many {Call} requests that this client is making only {PerSecond} per second");

    internal static readonly LogMessage ProfileIgnored = Of(17, LogLevel.Warning,
        "Polling.Profile {Problem} and is ignored, so durations are learned again. Set it to text from ModelClient.ExportPollingProfile");

    internal static readonly LogMessage CopiesLeft = Of(
        23, LogLevel.Warning, "The file copies for request {RequestId} of {ModelId} could not be removed: {Exception}");

    internal static readonly LogMessage RecordedLate = Of(
        24, LogLevel.Information, "A step of request {RequestId} of {ModelId} was recorded late, after {Elapsed}");

    internal static readonly LogMessage StreamBroke = Of(
        25, LogLevel.Debug, "The event stream of request {RequestId} failed with {Exception}. The client polls the request instead");

    internal static readonly LogMessage FileStored = Of(
        26, LogLevel.Information, "An input file for {ModelId} was stored after {Elapsed}. Bytes: {Bytes}, parts: {Parts}");

    internal static readonly LogMessage FileNotStored = Of(
        27, LogLevel.Warning, "An input file for {ModelId} could not be stored: {Exception}. Nothing was submitted");

    private static LogMessage Of(int id, LogLevel level, string template, [CallerMemberName] string name = "") => (logger, key, values) =>
    {
        if (logger.IsEnabled(level))
        {
            var line = new LogLine(template, values, key);
            logger.Log(level, new EventId(id, name), line, exception: null, static (line, _) => line.ToString());
        }
    };
}

/// <summary>Writes one message.</summary>
// values: in the order of their names in the template.
internal delegate void LogMessage(ILogger logger, string? key, params object?[] values);

/// <summary>One log message: the full message, and the values under their names in the template.</summary>
internal sealed class LogLine(string template, object?[] values, string? key) : IReadOnlyList<KeyValuePair<string, object?>>
{
    // After the split, the parts at odd positions are the names of values.
    private readonly string[] _parts = template.Split('{', '}');

    public int Count => values.Length + (key is null ? 1 : 2);

    /// <summary>Returns a value with its name. The last item is the template, under the name that log providers expect.</summary>
    public KeyValuePair<string, object?> this[int index] =>
        index < values.Length ? new(_parts[(2 * index) + 1], values[index])
        : index < Count - 1 ? new("Key", key)
        : new("{OriginalFormat}", template);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var text = string.Concat(_parts.Select((part, index) =>
            index % 2 == 0 ? part : Convert.ToString(values[index / 2] ?? "none", CultureInfo.InvariantCulture)));
        return key is null ? text : $"{text} (key {key})";
    }
}
