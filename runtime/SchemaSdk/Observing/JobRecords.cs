using Microsoft.Extensions.Logging;
using SchemaSdk.Events;
using SchemaSdk.Ledgers;

namespace SchemaSdk.Observing;

/// <summary>Puts the steps of jobs down in their ledger, all but those that a submit waits for by itself.</summary>
internal sealed class JobRecords(ILogger log, TimeProvider time) : IJobObserver
{
    // One for all jobs: two lines of each are watched.
    private readonly Action<Task, object?> _failed = (failed, job) => Tell(failed, log, (ObservedJob)job!);

    public ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken)
    {
        if (told is not { Moment: JobMoment.Sending, Job.Lines: { } lines })
        {
            return default;
        }

        var sending = lines.SendingAsync();
        return new ValueTask(sending.IsCompleted ? sending : WithinAsync(sending, told.Job.LineTime));
    }

    public void Heard(in JobEvent told)
    {
        if (told.Job.Lines is not { } lines)
        {
            return;
        }

        switch (told.Moment)
        {
            case JobMoment.Postponed or JobMoment.HeldBack:
                Watch(lines.PostponedAsync(), told.Job);
                break;
            case JobMoment.Ended:
                Watch(lines.EndedAsync(new EndedJob(told.Status!.State, told.Answer!.Content!.CostUsd, told.Answer.Body)), told.Job);
                break;
            case JobMoment.Delivered:
                Watch(lines.DeliveredAsync(), told.Job);
                break;
            case JobMoment.Left when !told.Job.IsAwaited:
                Watch(lines.LeftAsync(), told.Job);
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
        if (failed.Exception is not null && job.Lines is { IsClaimed: false } lines)
        {
            LineWatch.Tell(failed, log, lines.Key, job.RequestId, job.ModelId);
        }
    }
}
