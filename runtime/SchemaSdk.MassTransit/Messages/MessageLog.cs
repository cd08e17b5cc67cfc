using Microsoft.Extensions.Logging;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>The log messages about broker messages.</summary>
internal static partial class MessageLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Job {Key} of {ModelId} could not be recorded in the ledger. Nothing was sent, and the message waits; the next attempt is in "
        + "{Delay}")]
    internal static partial void LedgerAway(ILogger log, Exception error, string key, string modelId, TimeSpan delay);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "Job {Key} of {ModelId} could not be recorded, and a person must repair the ledger. Nothing was sent. The message goes to the "
        + "error queue. Move it back once the ledger is repaired")]
    internal static partial void LedgerRefused(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "Attempts to record job {Key} of {ModelId} have failed for {Elapsed}. The message went back to the end of its queue")]
    internal static partial void GivenBack(ILogger log, Exception error, string key, string modelId, TimeSpan elapsed);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "The broker did not confirm that the message of job {Key} of {ModelId} went back to its queue. It will be delivered "
        + "again once the broker closes the channel or the bus stops")]
    internal static partial void NotGivenBack(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "The message of job {Key} of {ModelId} expired before the ledger answered, and was dropped")]
    internal static partial void Expired(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The broker did not confirm a message in time. From now on, messages about jobs are published through another endpoint of the bus")]
    internal static partial void PathReplaced(ILogger log);
}
