using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Learns how long the jobs of each model take.</summary>
internal sealed class JobLearning(LearnedDurations durations) : IJobObserver
{
    // A job is a useful sample only if a caller waits for it from its submit on. Otherwise the first poll may come too late.
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
            case JobMoment.Ended:
            case JobMoment.Left when !job.IsAwaited:
                job.Sample?.End(told.Status?.State == JobState.Succeeded ? told.Elapsed : null);
                job.Sample = null;
                break;
        }
    }
}
