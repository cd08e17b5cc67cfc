using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Learns from the jobs of each model how long they take.</summary>
internal sealed class JobLearning(LearnedDurations durations) : IJobObserver
{
    // The first poll is early enough only if a caller waits for the job from its submit on.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public void Heard(in JobEvent told)
    {
        var job = told.Job;
        switch (told.Moment)
        {
            case JobMoment.Awaited when !job.IsAttached && job.Sample is null && job.Age < Soon:
                job.Sample = durations.Of(job.ModelId).TryBeginSample();
                job.Sample?.Runs(job.Age, isSeen: false);
                break;
            case JobMoment.Seen:
                job.Sample?.Runs(told.Elapsed, isSeen: true);
                break;
            case JobMoment.Ended when job.Sample is { } sample && told.Status!.State == JobState.Succeeded:
                sample.Succeed(told.Elapsed);
                job.Sample = null;
                break;
            case JobMoment.Ended:
            case JobMoment.Left when !job.IsAwaited:
                job.Sample?.Leave();
                job.Sample = null;
                break;
        }
    }
}
