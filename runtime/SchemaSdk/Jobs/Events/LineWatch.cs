using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>Logs the steps that a ledger could not record, if no caller waits for them.</summary>
internal static class LineWatch
{
    // Without the step, a restart makes one more request but loses no job, so it is only logged.
    internal static void Watch(this Task writing, ILogger log, string key, string requestId, string modelId) => _ = writing.ContinueWith(
        failed => Log.NotRecorded(log, key, requestId, modelId, failed.Exception!.InnerException!.GetType().Name),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
