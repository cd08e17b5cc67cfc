namespace SchemaSdk.Benchmarks.Polls;

/// <summary>One distribution of durations, polled in five ways.</summary>
/// <param name="Durations">The distribution.</param>
/// <param name="HalfSecond">A fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">A fixed interval of 2 s.</param>
/// <param name="Unknown">The client, if it knows nothing about the model.</param>
/// <param name="Learned">The client after 20 runs of the model.</param>
/// <param name="SameDelay">The fixed interval with the same delay as <paramref name="Learned"/>.</param>
internal sealed record PollRow(
    Durations Durations, PolledRun HalfSecond, PolledRun TwoSeconds, PolledRun Unknown, PolledRun Learned, PolledRun SameDelay)
{
    /// <summary>The ratio of the polls of a learned model to those of the fixed interval with the same mean delay.</summary>
    internal double Ratio => Learned.Polls / SameDelay.Polls;

    /// <summary>The ratio of the polls of a learned model to those of an unknown one.</summary>
    internal double Saving => Learned.Polls / Unknown.Polls;
}
