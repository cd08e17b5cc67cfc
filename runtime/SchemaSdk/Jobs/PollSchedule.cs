namespace SchemaSdk.Jobs;

/// <summary>Decides when a job is asked for next.</summary>
internal sealed class PollSchedule(TimeSpan interval)
{
    private bool _hasPolled;

    /// <summary>The time from now to the next poll: none before the first.</summary>
    internal TimeSpan NextDelay()
    {
        var delay = _hasPolled ? interval : TimeSpan.Zero;
        _hasPolled = true;
        return delay;
    }
}
