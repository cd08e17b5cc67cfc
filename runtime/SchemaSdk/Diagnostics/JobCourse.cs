namespace SchemaSdk.Diagnostics;

/// <summary>The ages at which a job was seen in each state, since its submit.</summary>
/// <remarks>Not for use by several threads at once.</remarks>
internal struct JobCourse
{
    private TimeSpan? _queued;
    private TimeSpan? _seen;
    private bool _hasRun;

    /// <summary>The state that it was last seen in; null if it was not seen yet.</summary>
    internal JobState? State { get; private set; }

    /// <summary>It was submitted: from then on it is known not to have ended.</summary>
    internal void Begin() => _queued = _seen = TimeSpan.Zero;

    /// <summary>It was seen in a state that is not its last.</summary>
    /// <returns>The time that it was queued, if that is known well enough to be reported.</returns>
    // interval: how accurately times are wanted.
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

        // It left the queue anywhere between the two: the middle is right on average.
        _hasRun = true;
        var half = (age - _queued) / 2;
        var middle = _queued + half;
        return half <= interval || half <= middle / 4 ? middle : null;
    }

    /// <summary>It was seen to have ended.</summary>
    /// <returns>The time since its end; null if that is not known, or the two clocks contradict each other.</returns>
    // sinceFinished: by the service's word and our clock.
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
