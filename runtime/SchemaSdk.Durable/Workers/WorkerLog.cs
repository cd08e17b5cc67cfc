namespace SchemaSdk.Durable.Workers;

internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "The job ledger is not answering. Failures since this message was last logged: {Count}. Jobs wait; the next attempt is in {Delay}")]
    internal static partial void LedgerAway(ILogger log, Exception error, int count, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Warning,
        "Job {Key} of {ModelId} is unknown: it was sent at {SentAt:u}, and may be running and charged. It will not be sent again. Look "
        + "for it at the service, and settle it with IModelJobs.SettleAsync or schemasdk jobs settle")]
    internal static partial void Unknown(ILogger log, string key, string modelId, DateTimeOffset? sentAt);

    [LoggerMessage(3, LogLevel.Error,
        "A handler failed for job {Key} of {ModelId}, which has ended. The job will be delivered again, by another process or by this one "
        + "after a pause. Failures since this message was last logged: {Count}")]
    internal static partial void HandlerThrew(ILogger log, Exception error, string key, string modelId, int count);

    [LoggerMessage(4, LogLevel.Error,
        "A handler failed for job {Key} of {ModelId}, which was refused. The handler will not be called again for this job")]
    internal static partial void NotTold(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(10, LogLevel.Error, "A handler failed for the unknown job {Key} of {ModelId}. The handler will be called again later")]
    internal static partial void UnknownNotTold(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(5, LogLevel.Warning, "Job {Key} of {ModelId} was refused and is not running")]
    internal static partial void Refused(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(6, LogLevel.Debug, "Job {Key} of {ModelId} is still {State}. The worker will retry later")]
    internal static partial void RunPaused(ILogger log, Exception? error, string key, string modelId, LedgerState state);

    [LoggerMessage(18, LogLevel.Warning,
        "Jobs are making no progress. Failed attempts since this message was last logged: {Count}, the last for job {Key} of {ModelId}. "
        + "The worker will retry after a pause. This message is logged at most once a minute")]
    internal static partial void Failing(ILogger log, Exception? error, int count, string key, string modelId);

    [LoggerMessage(11, LogLevel.Warning,
        "Files of job {Key} of {ModelId} were not downloaded. The worker will retry. Failures since this message was last logged: {Count}")]
    internal static partial void FilesNotSaved(ILogger log, Exception error, string key, string modelId, int count);

    [LoggerMessage(14, LogLevel.Error,
        "Not all files of job {Key} of {ModelId} could be saved safely; the exception says why. The download will not be retried, and the "
        + "job will be delivered as is")]
    internal static partial void FilesLost(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(12, LogLevel.Warning,
        "Job {Key} of {ModelId} was passed to its handlers, but another process has claimed or delivered it. It may be delivered twice")]
    internal static partial void DeliveryLost(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(13, LogLevel.Warning,
        "Job {Key} of {ModelId} was passed to its handlers, but its delivery could not be recorded. The worker will retry. Failures "
        + "since this message was last logged: {Count}")]
    internal static partial void DeliveryNotRecorded(ILogger log, Exception error, string key, string modelId, int count);

    [LoggerMessage(7, LogLevel.Error,
        "Job {Key} of {ModelId} failed unexpectedly in this process. Its state has not changed, and it will be claimed again")]
    internal static partial void RunFailed(ILogger log, Exception error, string key, string modelId);

    [LoggerMessage(8, LogLevel.Warning,
        "Jobs that could not be released: {Count}. Other processes can claim them once this process's lease expires")]
    internal static partial void NotReleased(ILogger log, Exception error, int count);

    [LoggerMessage(16, LogLevel.Warning,
        "Jobs that could not be released: {Count}. No other process can claim them. The next attempt is in {Delay}")]
    internal static partial void ReleasePaused(ILogger log, Exception error, int count, TimeSpan delay);

    [LoggerMessage(15, LogLevel.Warning,
        "A callback that a handler registered on its cancellation token threw an exception. The worker still stops")]
    internal static partial void CallbackThrew(ILogger log, Exception error);

    [LoggerMessage(9, LogLevel.Information, "The worker is stopping. Jobs that it will wait for or leave to the next worker: {Running}")]
    internal static partial void Draining(ILogger log, int running);

    [LoggerMessage(19, LogLevel.Information,
        "Job {Key} of {ModelId} was unknown and has been settled as {Outcome}, request {RequestId}: {Reason}")]
    internal static partial void Reconciled(
        ILogger log, string key, string modelId, ReconcileOutcome outcome, string? requestId, string reason);

    [LoggerMessage(20, LogLevel.Debug, "Job {Key} of {ModelId} stays unknown: {Reason}")]
    internal static partial void StaysUnknown(ILogger log, Exception? error, string key, string modelId, string reason);
}
