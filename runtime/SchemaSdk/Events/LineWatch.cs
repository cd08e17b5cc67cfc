using Microsoft.Extensions.Logging;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Events;

/// <summary>Tells of lines of a ledger that could not be put down, and that nobody waits for.</summary>
internal static class LineWatch
{
    // A line that is missing there costs a request more after a restart, and no job: it is told, and stops nobody.
    internal static void Watch(this Task writing, ILogger log, string key, string requestId, string modelId)
    {
        if (!writing.IsCompletedSuccessfully)
        {
            _ = writing.ContinueWith(
                failed => Log.NotRecorded(log, key, requestId, modelId, failed.Exception!.InnerException!.GetType().Name),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
