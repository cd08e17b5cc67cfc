namespace SchemaSdk.Jobs.Events;

/// <summary>Logs the failure of a ledger write for which no caller waits.</summary>
internal static class RecordingWatch
{
    // If the step is not recorded, a restart makes one more request but loses no job, so the failure is only logged.
    internal static void Watch(this Task writing, ILogger log, string key, string requestId, string modelId) => _ = writing.ContinueWith(
        failed => Log.NotRecorded(log, key, requestId, modelId, failed.Exception!.InnerException!.GetType().Name),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
