namespace SchemaSdk.Benchmarks.Polls;

/// <summary>The polls and the delay that it took to see the end of a job, on average.</summary>
/// <param name="Polls">Polls per job. One at once, which only a job that watches or is new to a client makes, is not counted.</param>
/// <param name="Delay">Seconds from the end to the poll that saw it.</param>
internal readonly record struct PolledRun(double Polls, double Delay)
{
    /// <summary>Polls a job until it is seen to have ended.</summary>
    /// <param name="duration">How long it takes, in seconds.</param>
    /// <param name="gapAfter">The gap after a poll at some age.</param>
    /// <param name="lastBefore">The age at which it was last seen to run.</param>
    internal static PolledRun Of(double duration, Func<double, double> gapAfter, out double lastBefore)
    {
        lastBefore = 0;
        var (polls, age) = (0, 0.0);
        while (age < duration)
        {
            lastBefore = age;
            age += gapAfter(age);
            polls++;
        }

        return new PolledRun(polls, age - duration);
    }

    internal static PolledRun Mean(IReadOnlyCollection<PolledRun> runs) =>
        new(runs.Average(run => run.Polls), runs.Average(run => run.Delay));
}
