namespace SchemaSdk.Durable.Workers;

/// <summary>The messages of the worker.</summary>
internal static partial class JobLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "The ledger of jobs does not answer. Failures since the last such message: {Count}. Jobs stay where they are; it is asked again "
        + "in {Delay}")]
    internal static partial void LedgerAway(ILogger log, Exception error, int count, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Warning,
        "Job {Key} of {ModelId} is unknown: it was sent at {SentAt:u}, and may be running and billed. It is not sent again. Look for it at "
        + "the service, and settle it: IModelJobs.SettleAsync, or schemasdk jobs settle")]
    internal static partial void Unknown(ILogger log, string key, string modelId, DateTimeOffset? sentAt);

    [LoggerMessage(3, LogLevel.Error,
        "A handler threw for job {Key} of {ModelId}, which has ended. The job is given out again: by another process, or by this one after "
        + "a pause")]
    internal static partial void HandlerThrew(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(4, LogLevel.Error, "A handler threw when it was told of job {Key} of {ModelId}. It is not told again")]
    internal static partial void NotTold(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(10, LogLevel.Error,
        "A handler threw when it was told of job {Key} of {ModelId}, which is unknown. It is told again after a while")]
    internal static partial void UnknownNotTold(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(5, LogLevel.Warning, "Job {Key} of {ModelId} was refused, and nothing runs")]
    internal static partial void Refused(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(6, LogLevel.Debug, "Job {Key} of {ModelId} is still {State}. It is taken up again after a pause")]
    internal static partial void RunPaused(ILogger log, Exception? error, string key, string modelId, LedgerState state);

    [LoggerMessage(18, LogLevel.Warning,
        "Jobs make no progress. Failed attempts since the last such message: {Count}, the last one for job {Key} of {ModelId}. Each is "
        + "tried again after a pause; there is one such message a minute")]
    internal static partial void Failing(ILogger log, Exception? error, int count, string key, string modelId);

    [LoggerMessage(11, LogLevel.Warning,
        "The files of job {Key} of {ModelId} could not be downloaded. Its result is delivered once they are; it is tried again")]
    internal static partial void FilesNotSaved(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(14, LogLevel.Error,
        "The entry of job {Key} of {ModelId} lacks files for good, and the exception says why. It is delivered with the others")]
    internal static partial void FilesLost(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(12, LogLevel.Warning,
        "Job {Key} of {ModelId} was given to its handlers, and another process has taken it up or delivered it meanwhile. "
        + "It may be given out twice")]
    internal static partial void DeliveryLost(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(13, LogLevel.Warning,
        "Job {Key} of {ModelId} was given to its handlers, and could not be recorded as delivered. That is tried again. Such failures "
        + "since the last such message: {Count}")]
    internal static partial void DeliveryNotRecorded(ILogger log, Exception error, string key, string modelId, int count);

    [LoggerMessage(7, LogLevel.Error, "Job {Key} of {ModelId} was left where it was, and is claimed again")]
    internal static partial void RunFailed(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(8, LogLevel.Warning, "{Count} jobs could not be given back. Others take them up once their leases have ended")]
    internal static partial void NotReleased(ILogger log, Exception error, int count);

    [LoggerMessage(16, LogLevel.Warning,
        "{Count} jobs could not be given back, and no other process takes them up meanwhile. That is tried again in {Delay}")]
    internal static partial void ReleasePaused(ILogger log, Exception error, int count, TimeSpan delay);

    [LoggerMessage(15, LogLevel.Warning,
        "The worker of jobs stops, and a callback that a handler registered for that threw. The stop goes on")]
    internal static partial void CallbackThrew(ILogger log, Exception error);

    [LoggerMessage(9, LogLevel.Information, "The worker of jobs stops. Jobs that are awaited or left to the next one: {Running}")]
    internal static partial void Draining(ILogger log, int running);
}
