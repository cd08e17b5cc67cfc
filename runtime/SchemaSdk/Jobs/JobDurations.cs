using SchemaSdk.Polling;

namespace SchemaSdk.Jobs;

/// <summary>Decides when a job is polled by what is known of its model, and learns from the job when it ends.</summary>
// A part of what is polled, and no object of its own: thousands wait at a time.
internal struct JobDurations(JobCore job)
{
    private readonly ModelDurations _model = job.Shared.Durations.Of(job.ModelId);
    private DurationSample? _sample;
    private TimeSpan _gap;
    private TimeSpan _running;
    private TimeSpan _ended;

    /// <summary>The time to the first poll, where nobody asks for the present state.</summary>
    internal TimeSpan UntilFirst(JobCore job) => job.IsAttached || !_model.CanWait ? TimeSpan.Zero : UntilNext(job);

    /// <summary>The time to the poll after this one. Of a job that was attached to, the age is not known.</summary>
    internal TimeSpan UntilNext(JobCore job) => _gap = job.IsAttached ? job.Line.Settings.PollInterval : _model.GapAfter(job.Age);

    /// <summary>The job is being waited for.</summary>
    internal void Begin(JobCore job) => _sample ??= job.IsAttached ? null : _model.TryBeginSample();

    /// <summary>A status said so.</summary>
    internal void Seen(JobCore job, bool hasEnded)
    {
        if (hasEnded)
        {
            _ended = job.Age;
        }
        else
        {
            _running = job.Age;
        }
    }

    /// <summary>
    /// Learns from it, where it took its course under our eyes. What failed or was cancelled says little of those that succeed.
    /// </summary>
    internal void End(JobState state)
    {
        if (_sample is { } sample && state == JobState.Succeeded)
        {
            sample.Seen = (_running, _ended, _gap);
        }

        Stop();
    }

    /// <summary>It is not followed to its end.</summary>
    internal void Stop()
    {
        if (_sample is { } sample)
        {
            _sample = null;
            _model.EndSample(sample);
        }
    }
}
