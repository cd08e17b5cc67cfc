using System.Runtime.CompilerServices;
using SchemaSdk.Ledgers;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>The lines on what became of a submit, and for how long they are waited for.</content>
internal sealed partial class JobStart
{
    // Before anybody gets the job, its id is in the ledger.
    /// <exception cref="ModelLedgerException">It is not, or the time of the job is over before the ledger has said so.</exception>
    /// <exception cref="ModelWaitCanceledException">The caller stopped, or the client was disposed, before the ledger said so.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RecordAcceptedAsync(
        JobCore job, IJobLines lines, SubmitReceipt receipt, RunOptions? options, CancellationToken cancellationToken)
    {
        var outcome = new SubmitOutcome(shared.Line.Settings.Log, lines, job.ModelId, mayRun: true, error: null, job.RequestId);
        var writing = outcome.PutAsync();
        try
        {
            if (await HasEndedAsync(writing, job.Timeout, cancellationToken).ConfigureAwait(false))
            {
                await writing.ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the id is told, now and later.
            _keys!.PutLater(lines, outcome, exception);
            throw NotRecorded(job, exception);
        }

        _ = FinishAsync(writing, lines, outcome, job.ModelId, error: null);
        job.IsUnrecorded = true;
        job.Link(receipt.Answer);
        if (!shared.Events.IsStopped(cancellationToken))
        {
            throw NotRecorded(job, new TimeoutException("The ledger did not answer within the JobTimeout."));
        }

        var stopped = await job.StoppedAsync(options, cancellationToken).ConfigureAwait(false);
        job.Leave(stopped);
        throw stopped;
    }

    private static ModelException NotRecorded(JobCore job, Exception failure)
    {
        var error = job.Errors.NotRecorded(failure);
        job.Leave(error);
        return error;
    }

    // Until this line is there, the ledger takes the submit for one that is on its way, which forbids another and costs nothing.
    private async ValueTask RecordAsync(
        string modelId, IJobLines lines, bool mayRun, Exception error, CallTime time, CancellationToken cancellationToken)
    {
        var outcome = new SubmitOutcome(shared.Line.Settings.Log, lines, modelId, mayRun, error);
        var writing = outcome.PutAsync();
        var limit = mayRun ? time.Timeout : time.Left(shared.Line.Time);
        if (await HasEndedAsync(writing, limit, cancellationToken).ConfigureAwait(false))
        {
            await WrittenAsync(writing, lines, outcome, error).ConfigureAwait(false);
        }
        else
        {
            _ = FinishAsync(writing, lines, outcome, modelId, error);
        }
    }

    // Until the caller stops, the client is disposed or the time is up, and then for as long as for the answer of a submit.
    private async ValueTask<bool> HasEndedAsync(Task writing, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var line = shared.Line;
        if (!writing.IsCompleted)
        {
            using var ends = submits.Stop(line.Time);
            ends.Stop.CancelAfter(timeout);
            using var caller = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), ends.Stop);
            using var end = line.Stop.EndWithClient(ends.Stop);
            await writing.WaitAsync(ends.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!writing.IsCompleted)
        {
            using var time = new CancellationTokenSource(SubmitAttempt.Grace, line.Time);
            await writing.WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return writing.IsCompleted;
    }

    // The caller has gone; the ledger may still take the line, or fail.
    // error: what came of the submit; null: it was accepted.
    private async Task FinishAsync(Task writing, IJobLines lines, SubmitOutcome outcome, string modelId, Exception? error)
    {
        if (await WrittenAsync(writing, lines, outcome, error).ConfigureAwait(false) && Copies is not null)
        {
            CopiesLeft(lines.Key, modelId, await _keys!.ForgetSentAsync(lines.Key).ConfigureAwait(false));
        }
    }

    // False: the ledger has not taken it, and is given it again later.
    private async ValueTask<bool> WrittenAsync(Task writing, IJobLines lines, SubmitOutcome outcome, Exception? error)
    {
        try
        {
            await writing.ConfigureAwait(false);
            if (error is not (null or ModelBudgetException) && lines.MayBeSending)
            {
                // A queued job keeps its state, so no line was written. The Sending line may be in the ledger all the same.
                _keys!.PutLater(lines, outcome, error);
            }

            return true;
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets what came of the submit.
            outcome.NotPut(exception);
            _keys!.PutLater(lines, outcome, exception);
            return false;
        }
    }
}
