namespace SchemaSdk.Jobs.Events;

/// <summary>Logs the failure of a ledger write for which no caller waits.</summary>
internal static class RecordingWatch
{
    // The failure is only logged: without the recorded step, a restarted process makes one more request, but loses no job.
    internal static void Watch(this Task writing, ILogger log, string key, string requestId, string modelId) => _ = writing.ContinueWith(
        failed => Log.NotRecorded(log, key, requestId, modelId, failed.Exception!.InnerException!.GetType().Name),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
