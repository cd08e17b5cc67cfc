namespace SchemaSdk.Jobs.Observing;

internal sealed class JobLog(ILogger log) : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        var (job, answer, key) = (told.Job, told.Attempt?.Answer, told.Job.Ledger?.Key);
        switch (told.Moment)
        {
            case JobMoment.Accepted:
                Log.JobSubmitted(log, key, job.RequestId, job.ModelId, told.Elapsed);
                break;
            case JobMoment.Postponed or JobMoment.Refused when job.IsOfWorker:
                // Not logged for each job: a worker logs one message if a failure affects all of its jobs.
                break;
            case JobMoment.Postponed:
                Log.SubmitRetried(log, key, job.ModelId, told.Attempt!.Failure, answer?.StatusCode, told.Delay!.Value);
                break;
            case JobMoment.HeldBack:
                Log.SubmitHeldBack(log, key, job.ModelId, answer!.StatusCode, told.Running, told.Delay!.Value);
                break;
            case JobMoment.Refused when told.Meaning == SubmitMeaning.Refused:
                Log.SubmitRefused(log, key, job.ModelId, answer!.StatusCode, ErrorText.Cut(answer.ErrorCode));
                break;
            case JobMoment.Refused when told is { Attempt: null, Error: ModelUnavailableException or ModelApiException }:
                Log.FileNotStored(log, key, job.ModelId, told.Error.GetType().Name);
                break;
            case JobMoment.Refused when told.Error is ModelUnavailableException:
                Log.SubmitGivenUp(log, key, job.ModelId, told.Elapsed, told.Attempt!.Failure, answer?.StatusCode);
                break;
            case JobMoment.Unknown:
                Log.SubmitUnknown(log, key, job.ModelId, told.Attempt!.Failure, answer?.StatusCode, told.Elapsed);
                break;
            case JobMoment.ReadFailed:
                Log.ReadFailed(log, key, job.RequestId, told.Attempt!.Failure, answer?.StatusCode);
                break;
            case JobMoment.CancelAnswered:
                Log.Cancel(log, key, job.RequestId, told.Outcome!.Value);
                break;
            case JobMoment.Ended when told.Status!.State == JobState.Failed:
                Log.JobFailed(log, key, job.RequestId, job.ModelId, told.Status.Elapsed);
                break;
            case JobMoment.Ended:
                Log.JobEnded(log, key, job.RequestId, job.ModelId, told.Status!.State, told.Status.Elapsed);
                break;
            case JobMoment.Left when told is { Error: not null, Status.HasEnded: true }:
                Log.ResultUnread(log, key, job.RequestId, job.ModelId);
                break;
            case JobMoment.Left when told.Error is { } error && !job.IsOfWorker:
                Log.WaitEnded(log, key, job.RequestId, job.ModelId, error.GetType().Name, job.Age);
                break;
        }
    }
}
