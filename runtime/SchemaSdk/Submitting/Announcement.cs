using SchemaSdk.Events;

namespace SchemaSdk.Submitting;

/// <summary>Tells what is to happen to a job, before a byte of it leaves.</summary>
internal static class Announcement
{
    /// <exception cref="ModelException">An observer refuses it.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped while an observer was awaited.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed meanwhile.</exception>
    internal static ValueTask TellAsync(this JobEvents events, JobEvent told, CancellationToken cancellationToken)
    {
        var hearing = events.BeforeAsync(told, cancellationToken);
        return hearing.IsCompletedSuccessfully ? default : HearAsync(hearing, events, told.Job.ModelId, cancellationToken);
    }

    private static async ValueTask HearAsync(
        ValueTask hearing, JobEvents events, string modelId, CancellationToken cancellationToken)
    {
        try
        {
            await hearing.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (events.IsStopped(cancellationToken))
        {
            throw new SubmitErrors(modelId).Stopped(cancellationToken);
        }
        catch (ModelLedgerException exception)
        {
            throw new SubmitErrors(modelId).NotRecorded(exception);
        }
        catch (ModelBudgetException)
        {
            // The budget of a ledger refuses it as that of the client does.
            throw;
        }
        catch (Exception exception)
        {
            throw new SubmitErrors(modelId).Vetoed(exception);
        }
    }
}
