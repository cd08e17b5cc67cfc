namespace SchemaSdk.Jobs.Polling;

/// <summary>Decides when to poll. As a job gets older, it is polled less often, so its end may be noticed later.</summary>
// If the shortest duration of the model's recent jobs is known, a job is polled rarely until its age comes near that duration.
// fixedInterval: null if no interval is configured. shortest: that duration; zero if unknown.
internal readonly struct PollPace(TimeSpan? fixedInterval, TimeSpan shortest)
{
    private const double First = 2;
    private const double OfAge = 0.18;
    private const double LeastGap = 0.5;

    // Polls become more frequent after this share of the shortest duration, because a job may end before the whole duration has passed.
    private const double OfShortest = 0.9;

    // The maximum gap before the expected end. It limits the delay until the client notices that a job has failed early.
    private static readonly TimeSpan MostQuiet = TimeSpan.FromSeconds(30);

    private static readonly double MostGap = ModelPollingOptions.Usual.TotalSeconds;

    private readonly TimeSpan _quiet = shortest * OfShortest;

    internal bool CanWait => fixedInterval is null || shortest > TimeSpan.Zero;

    /// <summary>Returns the delay before the next poll of a job of this age.</summary>
    internal TimeSpan GapAfter(TimeSpan age)
    {
        var interval = fixedInterval ?? ShareOf(age.TotalSeconds);
        var quiet = _quiet - age < MostQuiet ? _quiet - age : MostQuiet;
        return quiet > interval ? quiet : interval;
    }

    private static TimeSpan ShareOf(double age) =>
        TimeSpan.FromSeconds(age < First - LeastGap ? First - age : Math.Clamp(OfAge * age, LeastGap, MostGap));
}
