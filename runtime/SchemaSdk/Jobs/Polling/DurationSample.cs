namespace SchemaSdk.Jobs.Polling;

/// <summary>A job that is learned from. One event of it is told at a time.</summary>
/// <param name="model">What is learned of.</param>
internal sealed class DurationSample(ModelDurations model)
{
    // A poll that is later than planned by more than this shows an outage or a lack of budget: it says nothing about the model.
    private const double MostOfGap = 1.25;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private readonly PollPace _pace = model.Pace;
    private TimeSpan _running;
    private TimeSpan _latest;

    /// <summary>It is waited for, or was seen to run.</summary>
    internal void Runs(TimeSpan age, bool isSeen)
    {
        _running = isSeen ? age : _running;
        _latest = age + (MostOfGap * _pace.GapAfter(age)) + Slack;
    }

    /// <summary>It has succeeded.</summary>
    internal void Succeed(TimeSpan age)
    {
        if (age <= _latest)
        {
            model.Learn(_running);
        }

        model.EndSample();
    }

    /// <summary>It has ended otherwise, or is not followed to its end. Nothing is learned of it.</summary>
    internal void Leave() => model.EndSample();
}
