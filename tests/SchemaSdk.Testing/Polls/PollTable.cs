using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Testing;

/// <summary>Polls jobs in virtual time, at fixed intervals and at the intervals of a client that learns how long the model takes.</summary>
public static class PollTable
{
    /// <summary>How many times a model has run before the measurement.</summary>
    public const int Learning = 20;

    private const int Models = 300;
    private const int Measured = 20;

    public static PollRow Compute(Durations durations, int seed)
    {
        var random = new Random(seed);
        List<double> drawn = [];
        List<PolledRun> unknown = [], learned = [];
        for (var model = 0; model < Models; model++)
        {
            var known = new ModelDurations(fixedInterval: null);
            for (var run = 0; run < Learning + Measured; run++)
            {
                var duration = durations.Draw(random, run);
                var pace = known.Pace;
                var polled = PolledRun.Of(duration, age => pace.GapAfter(TimeSpan.FromSeconds(age)).TotalSeconds, out var before);
                known.Learn(TimeSpan.FromSeconds(before));
                if (run >= Learning)
                {
                    unknown.Add(PolledRun.Of(duration, ColdTable.GapAfter, out _));
                    learned.Add(polled);
                    drawn.Add(duration);
                }
            }
        }

        var mean = PolledRun.Mean(learned);
        return new PollRow(
            durations, Fixed(drawn, 0.5), Fixed(drawn, 2), PolledRun.Mean(unknown), mean, FixedWithDelay(drawn, mean.Delay));
    }

    private static PolledRun Fixed(List<double> durations, double interval) =>
        PolledRun.Mean([.. durations.Select(duration => PolledRun.Of(duration, _ => interval, out _))]);

    private static PolledRun FixedWithDelay(List<double> durations, double delay)
    {
        var (least, most) = (delay / 2, delay * 8);
        for (var round = 0; round < 30; round++)
        {
            var middle = (least + most) / 2;
            (least, most) = Fixed(durations, middle).Delay < delay ? (middle, most) : (least, middle);
        }

        return Fixed(durations, least);
    }
}
