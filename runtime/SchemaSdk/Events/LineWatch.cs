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
            _ = TellAsync(writing, log, key, requestId, modelId);
        }
    }

    private static async Task TellAsync(Task writing, ILogger log, string key, string requestId, string modelId)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (writing.Exception?.InnerException is { } failure)
        {
            Log.NotRecorded(log, key, requestId, modelId, failure.GetType().Name);
        }
    }
}
