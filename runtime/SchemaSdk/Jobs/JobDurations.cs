using SchemaSdk.Polling;

namespace SchemaSdk.Jobs;

/// <summary>When a job is polled by what is known of its model, and what is learned from it when it ends.</summary>
internal sealed class JobDurations
{
    private readonly JobCore _job;
    private readonly ModelDurations _model;
    private DurationSample? _sample;
    private TimeSpan _gap;
    private TimeSpan _running;
    private TimeSpan _ended;

    internal JobDurations(JobCore job)
    {
        _job = job;
        _model = job.Context.Durations.Of(job.ModelId);
    }

    /// <summary>The time to the first poll, where nobody asks for the present state.</summary>
    internal TimeSpan UntilFirst() => _job.IsAttached || !_model.CanWait ? TimeSpan.Zero : UntilNext();

    /// <summary>The time to the poll after this one. Of a job that was attached to, the age is not known.</summary>
    internal TimeSpan UntilNext() => _gap = _job.IsAttached ? _job.Context.Settings.PollInterval : _model.GapAfter(_job.Age);

    /// <summary>The job is being waited for.</summary>
    internal void Begin() => _sample ??= _job.IsAttached ? null : _model.TryBeginSample();

    /// <summary>A status said so.</summary>
    internal void Seen(bool hasEnded)
    {
        if (hasEnded)
        {
            _ended = _job.Age;
        }
        else
        {
            _running = _job.Age;
        }
    }

    /// <summary>Learns from it, where it took its course under our eyes. What failed or was cancelled says little of those that succeed.</summary>
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
