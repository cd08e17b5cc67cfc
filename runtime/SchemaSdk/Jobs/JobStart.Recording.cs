using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>Records the outcome of a submit, and limits how long the submit waits for the record.</content>
internal sealed partial class JobStart
{
    // Ensures that the request id is in the ledger before any caller gets the job.
    /// <exception cref="ModelLedgerException">The id was not recorded, or the ledger did not answer within the job's timeout.</exception>
    /// <exception cref="ModelWaitCanceledException">The caller stopped, or the client was disposed, before the ledger answered.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RecordAcceptedAsync(
        JobCore job, LedgerJob recorded, SubmitAttempt accepted, RunOptions? options, CancellationToken cancellationToken)
    {
        var writing = recorded.OutcomeAsync(SubmitOutcome.Accepted(job.RequestId, accepted.Http.Answer?.Content?.Links));
        try
        {
            if (await HasEndedAsync(writing, job.Deadline.Timeout, cancellationToken).ConfigureAwait(false))
            {
                await writing.ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            // An application's ledger may throw anything, but the caller's exception must have the request id.
            throw NotRecorded(job, exception);
        }

        writing.Watch(shared.Line.Settings.Log, recorded.Key, job.RequestId, job.ModelId);
        job.IsUnrecorded = true;
        job.Link(accepted.Http.Answer!);
        if (!cancellationToken.IsCancellationRequested && !shared.Line.Stop.IsDisposed)
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

    // Until the outcome is recorded, the job counts in the ledger as being sent. That blocks another submit but costs no money.
    private async ValueTask RecordAsync(JobCall call, LedgerJob recorded, SubmitOutcome outcome, CancellationToken cancellationToken)
    {
        var writing = recorded.OutcomeAsync(outcome);

        // The caller gets the outcome in any case. A worker reports an unavailable ledger once for all of its jobs.
        var isTold = outcome.RequestId is { Length: > 0 } || !call.IsOfWorker;
        writing.Watch(
            isTold ? shared.Line.Settings.Log : NullLogger.Instance, recorded.Key, outcome.RequestId ?? "", call.ModelId);

        var limit = outcome.Kind == SubmitOutcomeKind.Unknown ? call.Timeout : call.Left(shared.Line.Time);
        await HasEndedAsync(writing, limit, cancellationToken).ConfigureAwait(false);
    }

    // Waits until the caller stops, the client is disposed or the timeout passes, and then for the grace period of a submit.
    private async ValueTask<bool> HasEndedAsync(Task writing, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var line = shared.Line;
        if (!writing.IsCompleted)
        {
            using var limit = new CancellationTokenSource(timeout, line.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            using var end = line.Stop.EndWithClient(stop);
            await writing.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!writing.IsCompleted)
        {
            using var time = new CancellationTokenSource(SubmitAttempt.Grace, line.Time);
            await writing.WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return writing.IsCompleted;
    }
}
