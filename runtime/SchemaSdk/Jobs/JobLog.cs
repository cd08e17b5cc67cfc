using Microsoft.Extensions.Logging;
using SchemaSdk.Http;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Logs the life of each job.</summary>
internal sealed class JobLog(ILogger log) : IJobObserver
{
    public ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken) => default;

    public void Heard(in JobEvent told)
    {
        var (job, answer) = (told.Job, told.Attempt?.Http.Answer);
        switch (told.Moment)
        {
            case JobMoment.Accepted:
                Log.JobSubmitted(log, job.RequestId, job.ModelId, told.Elapsed);
                break;
            case JobMoment.Refused when told.Attempt is { Meaning: SubmitMeaning.Refused }:
                Log.SubmitRefused(log, job.ModelId, answer!.StatusCode, new Refusal(answer).Code);
                break;
            case JobMoment.Unknown when told.Attempt is { Meaning: SubmitMeaning.Unknown } unknown:
                Log.SubmitUnknown(log, job.ModelId, unknown.Http.Failure, answer?.StatusCode, told.Elapsed);
                break;
            case JobMoment.Ended when told.Status!.State == JobState.Failed:
                Log.JobFailed(log, job.RequestId, job.ModelId, told.Status.Elapsed);
                break;
            case JobMoment.Ended:
                Log.JobEnded(log, job.RequestId, job.ModelId, told.Status!.State, told.Status.Elapsed);
                break;
            case JobMoment.Left when told.Error is { } error:
                Log.WaitEnded(log, job.RequestId, job.ModelId, error.GetType().Name, job.Age);
                break;
        }
    }
}
