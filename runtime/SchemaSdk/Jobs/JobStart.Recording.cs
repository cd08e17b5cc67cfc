using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <content>The records of what became of a submit, and for how long they are waited for.</content>
internal sealed partial class JobStart
{
    // Before anybody gets the job, its id is in the ledger.
    /// <exception cref="ModelLedgerException">It is not, or the time of the job is over before the ledger has said so.</exception>
    /// <exception cref="ModelWaitCanceledException">The caller stopped, or the client was disposed, before the ledger said so.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RecordAcceptedAsync(
        JobCore job, LedgerJob recorded, SubmitAttempt accepted, RunOptions? options, CancellationToken cancellationToken)
    {
        var writing = recorded.OutcomeAsync(SubmitOutcome.Accepted(job.RequestId));
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
            // Whatever a ledger of the application throws, the id is told.
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

    // Until this is recorded, the ledger takes the submit for one that is on its way, which forbids another and costs nothing.
    private async ValueTask RecordAsync(JobCall call, LedgerJob recorded, SubmitOutcome outcome, CancellationToken cancellationToken)
    {
        var writing = recorded.OutcomeAsync(outcome);

        // The caller gets what came of the submit. A worker reports for all of its jobs that the ledger takes no line.
        var isTold = outcome.RequestId is { Length: > 0 } || !call.IsOfWorker;
        writing.Watch(
            isTold ? shared.Line.Settings.Log : NullLogger.Instance, recorded.Key, outcome.RequestId ?? "", call.ModelId);

        var limit = outcome.Kind == SubmitOutcomeKind.Unknown ? call.Timeout : call.Left(shared.Line.Time);
        await HasEndedAsync(writing, limit, cancellationToken).ConfigureAwait(false);
    }

    // Until the caller stops, the client is disposed or the time is up, and then for as long as for the answer of a submit.
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
