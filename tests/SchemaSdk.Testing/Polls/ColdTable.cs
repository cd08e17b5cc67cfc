using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Testing;

/// <summary>In virtual time, polls jobs of a model whose run times the client does not know yet.</summary>
public static class ColdTable
{
    /// <summary>The nominal lengths of the table's jobs, in seconds.</summary>
    public static readonly double[] Lengths = [4, 20, 60];

    private const int Jobs = 20_000;
    private const double Sigma = 0.25;

    private static readonly PollPace Cold = new(fixedInterval: null, shortest: default);

    public static ColdRow Compute(double length, int seed)
    {
        var random = new Random(seed);
        var draw = Durations.LogNormal(length, Sigma);
        double[] drawn = [.. Enumerable.Range(0, Jobs).Select(job => draw(random, job))];
        return new ColdRow(
            length,
            Polled(drawn, GapAfter),
            Polled(drawn, static _ => 0.5),
            Polled(drawn, static _ => 2),
            drawn.Average());
    }

    /// <summary>Returns the seconds from a poll to the next one. <c>age</c> is the age of the job at the poll, in seconds.</summary>
    public static double GapAfter(double age) => Cold.GapAfter(TimeSpan.FromSeconds(age)).TotalSeconds;

    private static PolledRun Polled(double[] durations, Func<double, double> gapAfter) =>
        PolledRun.Mean([.. durations.Select(duration => PolledRun.Of(duration, gapAfter, out _))]);
}
