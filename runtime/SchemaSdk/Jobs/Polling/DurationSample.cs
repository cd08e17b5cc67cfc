namespace SchemaSdk.Jobs.Polling;

/// <summary>A job from which its model's durations are learned. Its events are reported one at a time.</summary>
/// <param name="model">The durations of the model.</param>
internal sealed class DurationSample(ModelDurations model)
{
    // A poll that is this much later than planned shows an outage or a lack of request budget, and nothing about the model.
    private const double MostOfGap = 1.25;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private readonly PollPace _pace = model.Pace;
    private TimeSpan _running;
    private TimeSpan _latest;

    /// <summary>Records that a caller waits for the job, or that a poll has seen it run.</summary>
    internal void Runs(TimeSpan age, bool isSeen)
    {
        _running = isSeen ? age : _running;
        _latest = age + (MostOfGap * _pace.GapAfter(age)) + Slack;
    }

    /// <summary>Learns from the job, which has succeeded.</summary>
    internal void Succeed(TimeSpan age)
    {
        if (age <= _latest)
        {
            model.Learn(_running);
        }

        model.EndSample();
    }

    /// <summary>Ends the sample without learning: the job ended in another way, or no call waits for its end.</summary>
    internal void Leave() => model.EndSample();
}
