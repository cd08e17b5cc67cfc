using SchemaSdk.Events;
using SchemaSdk.Ledgers;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <content>Lines on what became of a submit, which the ledger does not take at once.</content>
internal sealed partial class JobStart
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // error: what the submit threw; null: the service has accepted it.
    private static Task PutAsync(IJobLines lines, string requestId, bool mayRun, Exception? error) =>
        error is null ? lines.AcceptedAsync(requestId)
        : mayRun ? lines.UnknownAsync((error as ModelException)?.RequestId)
        : IsForNow(error) ? lines.NotTakenAsync(error)
        : lines.RefusedAsync(error);

    // As long as the ledger says that it is being sent, nobody has its id, nobody is told that it is unknown, and nobody can settle it.
    private void PutLater(IJobLines lines, string requestId, string modelId, bool mayRun, Exception? error, Exception failure)
    {
        if (lines.IsSending && !IsOver(failure))
        {
            _ = PutLaterAsync(lines, requestId, modelId, mayRun, error);
        }
    }

    // The caller has their exception, and may have disposed of the client: what is put down belongs to the ledger.
    private async Task PutLaterAsync(IJobLines lines, string requestId, string modelId, bool mayRun, Exception? error)
    {
        var (time, log) = (shared.Line.Time, shared.Line.Settings.Log);
        var begun = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
            try
            {
                await PutAloneAsync(lines, requestId, modelId, mayRun, error).ConfigureAwait(false);
                Log.RecordedLate(log, lines.Key, requestId, modelId, time.GetElapsedTime(begun));
                return;
            }
            catch (Exception exception)
            {
                // Whatever a ledger of the application throws while its database is away.
                Log.NotRecorded(log, lines.Key, requestId, modelId, exception.GetType().Name);
                if (IsOver(exception))
                {
                    return;
                }
            }
        }
    }

    // A call with the same key finds the job as it was before, or as it is afterwards.
    private async Task PutAloneAsync(IJobLines lines, string requestId, string modelId, bool mayRun, Exception? error)
    {
        var claims = shared.Line.Settings.Ledger!.Claims;
        while (!claims.TryTake(lines.Key, out var other))
        {
            await other.ConfigureAwait(false);
        }

        try
        {
            await PutAsync(lines, requestId, mayRun, error).ConfigureAwait(false);
            if (error is null)
            {
                ForgetCopies(lines.Key, modelId, requestId);
            }
        }
        finally
        {
            claims.Release(lines.Key);
        }

        lines.LeftAsync().Watch(shared.Line.Settings.Log, lines.Key, requestId, modelId);
    }

    // Somebody else has put down what became of it; or nothing is put down any more until the ledger is opened anew, which says then that
    // it is unknown.
    private bool IsOver(Exception failure) => shared.Line.Settings.Ledger!.IsDisposed
        || failure is ModelLedgerException { IsConflict: true } or ModelLedgerException { IsLasting: true }
        || (((failure as ModelLedgerException)?.InnerException ?? failure) is ObjectDisposedException disposed
            && IsLedger(disposed.ObjectName));

    // Not one of a connection, which a ledger opens anew.
    private bool IsLedger(string name) =>
        shared.Line.Settings.Ledger!.GetType() is var type && (name == type.Name || name == type.FullName);
}
