namespace SchemaSdk.Diagnostics;

/// <summary>Tracks two ages of a job: when it was last seen in the queue, and when it was last seen before its end.</summary>
/// <remarks>Not thread-safe.</remarks>
internal struct JobCourse
{
    private TimeSpan _begun;
    private TimeSpan? _queued;
    private TimeSpan? _seen;
    private bool _hasRun;

    /// <summary>The state that was seen last; null if none has been seen yet.</summary>
    internal JobState? State { get; private set; }

    /// <summary>Starts the tracking. Called when the job is accepted: at that time, it is queued and cannot have ended.</summary>
    internal void Begin(TimeSpan age) => _queued = _seen = _begun = age;

    /// <summary>Records a state of a job that has not ended.</summary>
    /// <returns>How long the job was queued, if that is known accurately enough to be reported.</returns>
    // interval: the time is returned if its error is at most this interval, or at most a quarter of the time.
    internal TimeSpan? Seen(JobState state, TimeSpan age, TimeSpan interval)
    {
        State = state;
        _seen = age;
        _queued = state == JobState.InQueue ? age : _queued;
        if (state != JobState.InProgress || _hasRun)
        {
            return null;
        }

        _hasRun = true;
        // The job left the queue between two polls, on average at the midpoint.
        var half = (age - _queued) / 2;
        var middle = _queued + half - _begun;
        return half <= interval || half <= middle / 4 ? middle : null;
    }

    /// <returns>The time since the job ended; null if it is not known, or if the clocks of client and service disagree.</returns>
    internal TimeSpan? Ended(JobState state, TimeSpan age, TimeSpan? sinceFinished)
    {
        State = state;
        var slack = TimeSpan.FromSeconds(1);
        return sinceFinished is { } delay && age - _seen is { } longest && delay >= -slack && delay <= longest + slack
            ? TimeSpan.FromTicks(Math.Max(Math.Min(delay.Ticks, longest.Ticks), 0)) : null;
    }
}
