using Microsoft.Extensions.Logging;
using SchemaSdk.Ledgers;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <inheritdoc cref="ISubmitOutcome" />
/// <param name="log">The messages of the client.</param>
/// <param name="lines">The lines of the job.</param>
/// <param name="modelId">The model.</param>
/// <param name="mayRun">True if the service may have it.</param>
/// <param name="error">The exception of the submit; null: the service has accepted it.</param>
/// <param name="requestId">Its id, or an empty text where the service gave none.</param>
internal sealed class SubmitOutcome(ILogger log, IJobLines lines, string modelId, bool mayRun, Exception? error, string requestId = "")
    : ISubmitOutcome
{
    private readonly string _named = (error as ModelException)?.RequestId ?? requestId;

    public bool MayForgetCopies => error is null || (!mayRun && !IsForNow(error));

    /// <summary>Returns true if it may be taken another time, or from another place.</summary>
    internal static bool IsForNow(Exception error) => error
        is ModelUnavailableException or ModelConfigurationException or ModelBudgetException or ModelLedgerException
        or OperationCanceledException or ObjectDisposedException or ModelApiException { IsUnauthorized: true };

    public Task PutAsync() =>
        error is null ? lines.AcceptedAsync(requestId)
        : mayRun ? lines.UnknownAsync((error as ModelException)?.RequestId)
        : IsForNow(error) ? lines.NotTakenAsync(error)
        : lines.RefusedAsync(error);

    public void NotPut(Exception failure)
    {
        // An id would be lost with the process. Without one, the worker reports for all of its jobs that the ledger takes no line.
        if (_named.Length > 0 || !lines.IsClaimed)
        {
            Log.NotRecorded(log, lines.Key, _named, modelId, failure.GetType().Name);
        }
    }

    public void PutLate(TimeSpan elapsed) => Log.RecordedLate(log, lines.Key, _named, modelId, elapsed);

    public void CopiesLeft(Exception failure) => Log.CopiesLeft(log, lines.Key, _named, modelId, failure.GetType().Name);
}
