namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Times the polls of a job: each comes after a share of the job's age, so the detection delay fits the job's length. While it is younger
/// than the model's last jobs were, it is polled seldom.
/// </summary>
/// <param name="fixedInterval">The configured interval; null: none.</param>
/// <param name="shortest">The duration of the shortest of the model's last jobs; zero: not known.</param>
internal sealed class PollPace(TimeSpan? fixedInterval, TimeSpan shortest)
{
    private const double First = 1.5;
    private const double OfAge = 0.15;
    private const double LeastGap = 0.5;

    // The next job may be shorter than the shortest one.
    private const double OfShortest = 0.9;

    // A job that fails early is detected within this time.
    private static readonly TimeSpan MostQuiet = TimeSpan.FromSeconds(30);

    private static readonly double MostGap = ModelPollingOptions.Usual.TotalSeconds;

    private readonly TimeSpan _quiet = shortest * OfShortest;

    /// <summary>True if the first poll of a new job can wait.</summary>
    internal bool CanWait => fixedInterval is null || shortest > TimeSpan.Zero;

    /// <summary>The time from this age of a job to its next poll.</summary>
    internal TimeSpan GapAfter(TimeSpan age)
    {
        var interval = fixedInterval ?? ShareOf(age.TotalSeconds);
        var quiet = _quiet - age < MostQuiet ? _quiet - age : MostQuiet;
        return quiet > interval ? quiet : interval;
    }

    private static TimeSpan ShareOf(double age) =>
        TimeSpan.FromSeconds(age < First - LeastGap ? First - age : Math.Clamp(OfAge * age, LeastGap, MostGap));
}
