using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Records the steps of jobs in the ledger. A submit itself records the steps for which it waits.</summary>
internal sealed class JobRecords(ILogger log) : IJobObserver
{
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
                var (end, answer) = (told.Status!, told.Answer!);
                var ended = new EndedJob { Outcome = end.State, CostUsd = answer.Content!.CostUsd, Answer = answer.Body };
                Watch(ledger.EndedAsync(ended), told.Job);
                break;
            case JobMoment.Delivered:
                Watch(ledger.DeliveredAsync(), told.Job);
                break;
            case JobMoment.Left when !told.Job.IsAwaited:
                Watch(ledger.ReleaseAsync(), told.Job);
                break;
        }
    }

    // A worker reports an unavailable ledger once for all of its jobs.
    private void Watch(Task writing, ObservedJob job) =>
        writing.Watch(job.IsOfWorker ? NullLogger.Instance : log, job.Ledger!.Key, job.RequestId, job.ModelId);
}
