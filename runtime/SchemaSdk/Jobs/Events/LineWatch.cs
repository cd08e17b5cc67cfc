using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>Tells of lines of a ledger that could not be put down, and that nobody waits for.</summary>
internal static class LineWatch
{
    // A line that is missing there costs a request more after a restart, and no job: it is told, and stops nobody.
    internal static void Watch(this Task writing, ILogger log, string key, string requestId, string modelId) => writing.Watch(
        (failed, _) => Tell(failed, log, key, requestId, modelId), state: null);

    /// <summary>Tells it of one that failed.</summary>
    internal static void Tell(Task failed, ILogger log, string key, string requestId, string modelId) =>
        Log.NotRecorded(log, key, requestId, modelId, failed.Exception!.InnerException!.GetType().Name);

    /// <summary>Calls something if a line could not be put down.</summary>
    internal static void Watch(this Task writing, Action<Task, object?> failed, object? state)
    {
        if (!writing.IsCompletedSuccessfully)
        {
            _ = writing.ContinueWith(
                failed,
                state,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
