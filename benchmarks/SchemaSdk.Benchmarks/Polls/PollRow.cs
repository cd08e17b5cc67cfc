namespace SchemaSdk.Benchmarks.Polls;

/// <summary>One law of durations, polled in five ways.</summary>
/// <param name="Durations">The law.</param>
/// <param name="HalfSecond">A fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">A fixed interval of 2 s.</param>
/// <param name="Unknown">The client, if it knows nothing of the model.</param>
/// <param name="Learned">The client after 20 runs of the model.</param>
/// <param name="SameDelay">The fixed interval that sees the end as early as <paramref name="Learned"/>.</param>
internal sealed record PollRow(
    Durations Durations, PolledRun HalfSecond, PolledRun TwoSeconds, PolledRun Unknown, PolledRun Learned, PolledRun SameDelay)
{
    /// <summary>Polls of a learned model, of those of the fixed interval with the same mean delay.</summary>
    internal double Ratio => Learned.Polls / SameDelay.Polls;

    /// <summary>Polls of a learned model, of those of one that is not known.</summary>
    internal double Saving => Learned.Polls / Unknown.Polls;
}
