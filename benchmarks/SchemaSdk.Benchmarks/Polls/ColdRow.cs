namespace SchemaSdk.Benchmarks.Polls;

/// <summary>Jobs of one length, polled while nothing is known about their model.</summary>
/// <param name="Length">Their length, in seconds.</param>
/// <param name="Cold">Polled as the client does.</param>
/// <param name="HalfSecond">A fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">A fixed interval of 2 s.</param>
/// <param name="Mean">The mean of their durations, in seconds.</param>
internal sealed record ColdRow(double Length, PolledRun Cold, PolledRun HalfSecond, PolledRun TwoSeconds, double Mean)
{
    /// <summary>The delay until the end is detected, as a share of the duration.</summary>
    internal double Late => Cold.Delay / Mean;
}
