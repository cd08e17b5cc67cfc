namespace SchemaSdk.Jobs.Polling;

/// <summary>A job from which the durations of its model are learned. Its events are reported one at a time.</summary>
internal sealed class DurationSample(ModelDurations model)
{
    // A poll that comes this much later than planned was delayed by an outage or the request budget, so it says nothing about the model.
    private const double MostOfGap = 1.25;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private readonly PollPace _pace = model.Pace;
    private TimeSpan _running;
    private TimeSpan _latest;

    /// <summary>Records the age at which a wait for the job started, or at which a poll saw the job run.</summary>
    internal void Runs(TimeSpan age, bool isSeen)
    {
        _running = isSeen ? age : _running;
        _latest = age + (MostOfGap * _pace.GapAfter(age)) + Slack;
    }

    // age: the age at which the job succeeded; null, to learn nothing, if it ended in another way or no call waits for its end.
    internal void End(TimeSpan? age)
    {
        if (age <= _latest)
        {
            model.Learn(_running);
        }

        model.EndSample();
    }
}
