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

    /// <summary>Learns from the job, which succeeded at this age.</summary>
    internal void Succeed(TimeSpan age)
    {
        if (age <= _latest)
        {
            model.Learn(_running);
        }

        model.EndSample();
    }

    /// <summary>Ends the sample without learning, because the job ended in another way or no call waits for its end.</summary>
    internal void Leave() => model.EndSample();
}
