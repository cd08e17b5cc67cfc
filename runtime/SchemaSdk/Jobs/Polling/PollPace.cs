namespace SchemaSdk.Jobs.Polling;

/// <summary>Times the polls of a job: seldom until it is as old as the shortest of its model's last jobs, then at an interval.</summary>
/// <param name="fixedInterval">The interval that was set; null: none.</param>
/// <param name="quiet">The age before which a job hardly ever ends; zero: not known.</param>
internal sealed class PollPace(TimeSpan? fixedInterval, TimeSpan quiet)
{
    // Of the age before which a job hardly ever ends. An interval that suits a minute would be long for a job of two seconds.
    private const double MostOfQuiet = 0.8;

    // One short job among the last must not make all later ones be asked for without a pause.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);

    // A job that fails early is seen to by then.
    private static readonly TimeSpan MostQuiet = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _interval = fixedInterval ?? Shorter(ModelPollingOptions.Usual, quiet * MostOfQuiet);

    /// <summary>True if the first poll of a new job can wait.</summary>
    internal bool CanWait => fixedInterval is null || quiet > TimeSpan.Zero;

    /// <summary>The time from this age of a job to its next poll.</summary>
    internal TimeSpan GapAfter(TimeSpan age)
    {
        var interval = fixedInterval is not null || _interval > Least ? _interval : ColdPolls.GapAfter(age);
        var left = Shorter(quiet - age, MostQuiet);
        return left > interval ? left : interval;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
