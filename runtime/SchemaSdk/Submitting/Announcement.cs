using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Submitting;

/// <summary>Tells what is to happen to a job, before a byte of it leaves.</summary>
internal static class Announcement
{
    /// <returns>True if somebody had to be awaited.</returns>
    /// <exception cref="ModelException">An observer refuses it.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped while an observer was awaited.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed meanwhile.</exception>
    internal static ValueTask<bool> TellAsync(this JobEvents events, JobEvent told, CancellationToken cancellationToken)
    {
        var hearing = events.BeforeAsync(told, cancellationToken);
        return hearing.IsCompletedSuccessfully ? default : HearAsync(hearing.AsTask(), events, told.Job.ModelId, cancellationToken);
    }

    // A caller who stops does not wait for an observer that takes its time.
    private static async ValueTask<bool> HearAsync(
        Task hearing, JobEvents events, string modelId, CancellationToken cancellationToken)
    {
        using var either = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, events.Disposed)
            : null;
        var stop = either?.Token ?? events.Disposed;
        try
        {
            await hearing.WaitAsync(stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (events.IsStopped(cancellationToken))
        {
            events.Leave(hearing);

            // Not on the thread that disposes of the client: what follows runs code of the application.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
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
