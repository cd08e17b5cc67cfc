using Microsoft.Extensions.Logging.Abstractions;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Records the steps of jobs in the ledger, except the steps that a submit itself records and waits for.</summary>
internal sealed class JobRecords(ILogger log) : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        if (told.Job is not { Ledger: { } ledger } job)
        {
            return;
        }

        Task? writing = told.Moment switch
        {
            JobMoment.Postponed or JobMoment.HeldBack => ledger.OutcomeAsync(SubmitOutcome.Postponed),
            JobMoment.Ended => ledger.EndedAsync(
                new EndedJob { Outcome = told.Status!.State, CostUsd = told.Answer!.Content!.CostUsd, Answer = told.Answer.Body }),
            JobMoment.Delivered => ledger.DeliveredAsync(),
            JobMoment.Left when !job.IsAwaited => ledger.ReleaseAsync(),
            _ => null,
        };

        // Not logged for each job of a worker: the worker logs once that the ledger is unavailable.
        writing?.Watch(job.IsOfWorker ? NullLogger.Instance : log, ledger.Key, job.RequestId, job.ModelId);
    }
}
