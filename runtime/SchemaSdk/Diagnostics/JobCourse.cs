namespace SchemaSdk.Diagnostics;

/// <summary>The ages of a job, since its submit, at which each state was seen.</summary>
/// <remarks>Not thread-safe.</remarks>
internal struct JobCourse
{
    private TimeSpan? _queued;
    private TimeSpan? _seen;
    private bool _hasRun;

    /// <summary>The last state that was seen; null if there is none.</summary>
    internal JobState? State { get; private set; }

    /// <summary>Records the submit: from then on the job is known not to have ended.</summary>
    internal void Begin() => _queued = _seen = TimeSpan.Zero;

    /// <summary>Records a state that is not the end.</summary>
    /// <returns>How long the job was queued, if that is known well enough to be reported.</returns>
    // interval: the accuracy that is wanted.
    internal TimeSpan? Seen(JobState state, TimeSpan age, TimeSpan interval)
    {
        State = state;
        _seen = age;
        if (state == JobState.InQueue)
        {
            _queued = age;
        }

        if (state != JobState.InProgress || _hasRun)
        {
            return null;
        }

        // It left the queue at some time between the two: the middle is right on average.
        _hasRun = true;
        var half = (age - _queued) / 2;
        var middle = _queued + half;
        return half <= interval || half <= middle / 4 ? middle : null;
    }

    /// <summary>Records the end.</summary>
    /// <returns>The time since the end; null if that is not known, or the two clocks contradict each other.</returns>
    // sinceFinished: from the service's time of the end to the client's clock.
    internal TimeSpan? Ended(JobState state, TimeSpan age, TimeSpan? sinceFinished)
    {
        State = state;
        var most = age - _seen;
        var slack = TimeSpan.FromSeconds(1);
        return sinceFinished is not { } delay || most is not { } longest || delay < -slack || delay > longest + slack ? null
            : delay < TimeSpan.Zero ? TimeSpan.Zero
            : delay > longest ? longest
            : delay;
    }
}
