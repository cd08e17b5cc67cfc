namespace SchemaSdk.Testing;

/// <summary>Compares five ways to poll jobs whose durations have the same distribution.</summary>
/// <param name="Durations">The distribution.</param>
/// <param name="HalfSecond">The polls at a fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">The polls at a fixed interval of 2 s.</param>
/// <param name="Unknown">The polls by a client that does not know the model's run times.</param>
/// <param name="Learned">The polls by a client after 20 runs of the model.</param>
/// <param name="SameDelay">The polls at the fixed interval that has the same mean delay as <paramref name="Learned"/>.</param>
public sealed record PollRow(
    Durations Durations, PolledRun HalfSecond, PolledRun TwoSeconds, PolledRun Unknown, PolledRun Learned, PolledRun SameDelay)
{
    /// <summary>
    /// The number of polls per job once the client has learned from 20 runs, divided by the number at a fixed interval with the same mean
    /// delay.
    /// </summary>
    public double Ratio => Learned.Polls / SameDelay.Polls;

    /// <summary>The number of polls per job after 20 runs of the model, divided by the number for a new model.</summary>
    public double Saving => Learned.Polls / Unknown.Polls;
}
