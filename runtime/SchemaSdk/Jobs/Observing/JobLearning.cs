using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Learns from the jobs of each model how long they take.</summary>
internal sealed class JobLearning(LearnedDurations durations) : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        var job = told.Job;
        switch (told.Moment)
        {
            // Of a job that was attached to, the age is not known.
            case JobMoment.Awaited when !job.IsAttached:
                job.Sample ??= durations.Of(job.ModelId).TryBeginSample();
                job.Sample?.BeginWait(job.Age);
                break;
            case JobMoment.Seen:
                job.Sample?.Runs(told.Elapsed);
                break;
            case JobMoment.Ended when job.Sample is { } sample:
                // One that failed or was cancelled says little of those that succeed.
                sample.End(told.Status!.State == JobState.Succeeded ? told.Elapsed : null);
                job.Sample = null;
                break;
            case JobMoment.Left when job.Sample?.EndWait() == true:
                job.Sample.End(ended: null);
                job.Sample = null;
                break;
        }
    }
}
