using Microsoft.Extensions.Logging;
using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Records the steps of jobs in their ledger, all but those that a submit waits for by itself.</summary>
internal sealed class JobRecords(ILogger log, TimeProvider time) : IJobObserver
{
    // One for all jobs: two lines of each are watched.
    private readonly Action<Task, object?> _failed = (failed, job) => Tell(failed, log, (ObservedJob)job!);

    public ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken)
    {
        if (told is not { Moment: JobMoment.Sending, Job.Ledger: { } ledger })
        {
            return default;
        }

        var sending = ledger.SendingAsync(told.Job.PriceUsd);
        return new ValueTask(sending.IsCompleted ? sending : WithinAsync(sending, told.Job.LineTime));
    }

    public void Heard(in JobEvent told)
    {
        if (told.Job.Ledger is not { } ledger)
        {
            return;
        }

        switch (told.Moment)
        {
            case JobMoment.Postponed or JobMoment.HeldBack:
                Watch(ledger.OutcomeAsync(SubmitOutcome.Postponed), told.Job);
                break;
            case JobMoment.Ended:
                var end = new EndedJob
                {
                    Outcome = told.Status!.State,
                    CostUsd = told.Answer!.Content!.CostUsd,
                    Answer = told.Answer.Body,
                };
                Watch(ledger.EndedAsync(end), told.Job);
                break;
            case JobMoment.Delivered:
                Watch(ledger.DeliveredAsync(), told.Job);
                break;
            case JobMoment.Left when !told.Job.IsAwaited:
                Watch(ledger.ReleaseAsync(), told.Job);
                break;
        }
    }

    // A ledger may neither answer nor fail.
    private async Task WithinAsync(Task sending, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            await sending.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!sending.IsCompleted)
        {
            throw new ModelLedgerException(
                "The ledger did not answer within the JobTimeout.", new TimeoutException(exception.Message, exception));
        }
    }

    private void Watch(Task writing, ObservedJob job) => writing.Watch(_failed, job);

    private static void Tell(Task failed, ILogger log, ObservedJob job)
    {
        // A worker reports for all of its jobs that the ledger takes no line. The exception counts as observed all the same.
        if (failed.Exception is not null && job is { IsOfWorker: false, Ledger: { } ledger })
        {
            LineWatch.Tell(failed, log, ledger.Key, job.RequestId, job.ModelId);
        }
    }
}
