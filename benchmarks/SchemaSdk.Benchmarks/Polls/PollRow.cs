namespace SchemaSdk.Benchmarks.Polls;

/// <summary>Polls of jobs with one distribution of durations, in five ways.</summary>
/// <param name="Durations">The distribution.</param>
/// <param name="HalfSecond">Polled at a fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">Polled at a fixed interval of 2 s.</param>
/// <param name="Unknown">Polled by the client while it knows nothing about the model.</param>
/// <param name="Learned">Polled by the client after 20 runs of the model.</param>
/// <param name="SameDelay">Polled at the fixed interval with the same mean delay as <paramref name="Learned"/>.</param>
internal sealed record PollRow(
    Durations Durations, PolledRun HalfSecond, PolledRun TwoSeconds, PolledRun Unknown, PolledRun Learned, PolledRun SameDelay)
{
    /// <summary>
    /// The number of polls per job once the client has learned from 20 runs, divided by the number at a fixed interval with the same mean
    /// delay.
    /// </summary>
    internal double Ratio => Learned.Polls / SameDelay.Polls;

    /// <summary>The polls after 20 runs of the model, as a ratio to those before its first run.</summary>
    internal double Saving => Learned.Polls / Unknown.Polls;
}
