namespace SchemaSdk.Jobs.Polling;

/// <summary>Decides when to poll a job of a given age.</summary>
// shortest: the shortest duration of the model's recent jobs; zero if unknown. A job is polled rarely until it is almost that old.
internal readonly struct PollPace(TimeSpan? fixedInterval, TimeSpan shortest)
{
    private const double First = 2;
    private const double OfAge = 0.18;
    private const double LeastGap = 0.5;

    // Polls become more frequent after this share of the shortest duration, because the next job may be faster.
    private const double OfShortest = 0.9;

    // The maximum gap before the expected end, because a job may fail early.
    private static readonly TimeSpan MostQuiet = TimeSpan.FromSeconds(30);

    private static readonly double MostGap = ModelPollingOptions.Usual.TotalSeconds;

    private readonly TimeSpan _quiet = shortest * OfShortest;

    internal bool CanWait => fixedInterval is null || shortest > TimeSpan.Zero;

    internal TimeSpan GapAfter(TimeSpan age)
    {
        var interval = fixedInterval ?? ShareOf(age.TotalSeconds);
        var quiet = _quiet - age < MostQuiet ? _quiet - age : MostQuiet;
        return quiet > interval ? quiet : interval;
    }

    private static TimeSpan ShareOf(double age) =>
        TimeSpan.FromSeconds(age < First - LeastGap ? First - age : Math.Clamp(OfAge * age, LeastGap, MostGap));
}
