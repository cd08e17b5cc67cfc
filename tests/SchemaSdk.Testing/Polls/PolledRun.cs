namespace SchemaSdk.Testing;

/// <summary>How often a job is polled, and how late its end is detected. For several jobs, the means of both.</summary>
/// <param name="Polls">Polls per job. A poll immediately after the submit is not counted.</param>
/// <param name="Delay">The seconds from the end of a job to the poll that detects it.</param>
public readonly record struct PolledRun(double Polls, double Delay)
{
    /// <summary>Simulates polling a job until its end is detected.</summary>
    /// <param name="duration">The duration of the job, in seconds.</param>
    /// <param name="gapAfter">Returns the time from a poll to the next one, given the age of the job at the poll; both in seconds.</param>
    /// <param name="lastBefore">The age of the job at the last poll that found it running, in seconds.</param>
    public static PolledRun Of(double duration, Func<double, double> gapAfter, out double lastBefore)
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

    public static PolledRun Mean(IReadOnlyCollection<PolledRun> runs) =>
        new(runs.Average(run => run.Polls), runs.Average(run => run.Delay));
}
