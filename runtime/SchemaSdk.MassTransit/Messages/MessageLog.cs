using Microsoft.Extensions.Logging;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>The messages to the log about messages of the broker.</summary>
internal static partial class MessageLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Job {Key} of {ModelId} could not be put into the ledger. Nothing was sent, and the message waits; it is tried again in {Delay}")]
    internal static partial void LedgerAway(ILogger log, Exception error, string key, string modelId, TimeSpan delay);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "Job {Key} of {ModelId} cannot be put into the ledger before a person has looked at that. Nothing was sent. The message goes to "
        + "the queue of errors: move it back once the ledger is repaired")]
    internal static partial void LedgerRefused(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "Job {Key} of {ModelId} could not be put into the ledger for {Elapsed}. The message went back to the end of its queue, before "
        + "the broker's limit for unacknowledged messages")]
    internal static partial void GivenBack(ILogger log, Exception error, string key, string modelId, TimeSpan elapsed);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "The broker did not confirm that the message of job {Key} of {ModelId} went back to its queue. The message is held: the broker "
        + "delivers it again once it closes the channel or the bus stops")]
    internal static partial void NotGivenBack(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The broker did not confirm a message in time. Messages about jobs go by the channel of another endpoint of the bus from now on")]
    internal static partial void PathReplaced(ILogger log);
}
